import type { Clock, Timer } from '@sparline/voice';

/** Said before the end, so that nobody is cut off by surprise. */
const WARNINGS_S = [60, 15];
/** With less the next warning is that of the end. */
const LEAST_WORTH_TELLING_MS = 90_000;
/** A page counts by itself in between. */
const TELL_EVERY_MS = 30_000;

export type CallTimeEvents = {
  /** Every half minute and at every warning. `over`: the account itself has no more. */
  tell: (secondsLeft: number, over: boolean) => void;
  warn: (secondsLeft: number) => void;
  up: () => void;
};

/** `overAfterMs`: from when on a call with a soft limit goes over what the account has. */
export type TimeLimits = { limitMs: number | null; overAfterMs?: number };

/** The time an account grants a call; without a limit it tells nothing. */
export class CallTime {
  private endsAtMs: number | null = null;
  private timers: Timer[] = [];

  constructor(
    private readonly clock: Clock,
    private readonly limits: TimeLimits,
    private readonly events: CallTimeEvents,
  ) {}

  start(): void {
    const { events } = this;
    const { limitMs, overAfterMs } = this.limits;
    if (limitMs === null) return;
    this.endsAtMs = this.clock.now() + limitMs;
    this.tell(limitMs / 1000);
    if (overAfterMs !== undefined) this.warnOfGoingOver(limitMs, overAfterMs);
    for (const seconds of WARNINGS_S) {
      // Where hardly more was granted there is nothing to warn of.
      this.at(limitMs - seconds * 1000, 1000, () => {
        this.tell(seconds);
        events.warn(seconds);
      });
    }
    this.at(limitMs, 0, events.up);
    this.tellOn();
  }

  /** Undefined where nothing limits the call. */
  secondsLeft(): number | undefined {
    const { limitMs } = this.limits;
    if (limitMs === null) return undefined;
    const leftMs = this.endsAtMs === null ? limitMs : this.endsAtMs - this.clock.now();
    return Math.max(0, leftMs / 1000);
  }

  stop(): void {
    for (const timer of this.timers) timer.cancel();
    this.timers = [];
  }

  private tellOn(): void {
    this.at(TELL_EVERY_MS, 0, () => {
      this.tell(this.secondsLeft() ?? 0);
      this.tellOn();
    });
  }

  private tell(secondsLeft: number): void {
    const { limitMs, overAfterMs } = this.limits;
    const usedMs = (limitMs ?? 0) - secondsLeft * 1000;
    this.events.tell(Math.round(secondsLeft), overAfterMs !== undefined && usedMs >= overAfterMs);
  }

  private warnOfGoingOver(limitMs: number, overAfterMs: number): void {
    const leftMs = limitMs - overAfterMs;
    if (leftMs < LEAST_WORTH_TELLING_MS) return;
    this.at(overAfterMs, 0, () => {
      this.tell(leftMs / 1000);
      this.events.warn(leftMs / 1000);
    });
  }

  private at(delayMs: number, leastMs: number, act: () => void): void {
    if (delayMs < leastMs) return;
    this.timers.push(this.clock.setTimer(delayMs, act));
  }
}
