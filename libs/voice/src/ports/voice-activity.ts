/**
 * `sinceMs`: how long ago speech began or stopped, by what the detector needed to be sure of it.
 * `maybe`: something sounds that may be speech; a `start` follows soon, or it was none.
 */
export type VoiceActivityEvent = { type: 'start' | 'end' | 'maybe'; sinceMs: number };

/** Finds speech in a stream of mono PCM16. */
export interface VoiceActivityDetector {
  /**
   * Events known by now, in order; usually none. A detector that works elsewhere may answer for
   * samples of an earlier call.
   */
  push(samples: Int16Array): readonly VoiceActivityEvent[];
  /** What becomes known between two pushes goes to `onEvent` at once, instead of waiting for the next. */
  listen?(onEvent: (event: VoiceActivityEvent) => void): void;
  reset(): void;
  /** Lets go of what it keeps; `push` answers nothing afterwards. */
  close?(): void;
}
