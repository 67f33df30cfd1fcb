/** A running timer; `cancel` after it fired does nothing. */
export type Timer = { cancel(): void };

/** The only source of time in this library, so that a five-minute call can run in milliseconds. */
export interface Clock {
  /** Milliseconds; only differences mean anything. */
  now(): number;
  /** Calls `fire` once, `delayMs` (>= 0) from now. */
  setTimer(delayMs: number, fire: () => void): Timer;
}
