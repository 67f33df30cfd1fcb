import type { Clock, Timer } from '@sparline/voice';

/** Said before the end, so that nobody is cut off by surprise. */
const WARNINGS_S = [60, 15];
/** A page counts by itself in between. */
const TELL_EVERY_MS = 30_000;

export type CallTimeEvents = {
  /** Every half minute and at every warning. */
  tell: (secondsLeft: number) => void;
  warn: (secondsLeft: number) => void;
  up: () => void;
};

/** The time an account grants a call; without a limit it tells nothing. */
export class CallTime {
  private endsAtMs: number | null = null;
  private timers: Timer[] = [];

  constructor(
    private readonly clock: Clock,
    private readonly limitMs: number | null,
    private readonly events: CallTimeEvents,
  ) {}

  start(): void {
    const { limitMs, events } = this;
    if (limitMs === null) return;
    this.endsAtMs = this.clock.now() + limitMs;
    events.tell(Math.round(limitMs / 1000));
    for (const seconds of WARNINGS_S) {
      // Where hardly more was granted there is nothing to warn of.
      this.at(limitMs - seconds * 1000, 1000, () => {
        events.tell(seconds);
        events.warn(seconds);
      });
    }
    this.at(limitMs, 0, events.up);
    this.tellOn();
  }

  /** Undefined where nothing limits the call. */
  secondsLeft(): number | undefined {
    if (this.limitMs === null) return undefined;
    const leftMs = this.endsAtMs === null ? this.limitMs : this.endsAtMs - this.clock.now();
    return Math.max(0, leftMs / 1000);
  }

  stop(): void {
    for (const timer of this.timers) timer.cancel();
    this.timers = [];
  }

  private tellOn(): void {
    this.at(TELL_EVERY_MS, 0, () => {
      this.events.tell(Math.round(this.secondsLeft() ?? 0));
      this.tellOn();
    });
  }

  private at(delayMs: number, leastMs: number, act: () => void): void {
    if (delayMs < leastMs) return;
    this.timers.push(this.clock.setTimer(delayMs, act));
  }
}
