import type { Clock, Timer } from '../../../libs/voice/src/clock/clock';
import { SystemClock } from '../../../libs/voice/src/clock/system-clock';

/** Real time, which knows what still waits. */
export class CountingClock implements Clock {
  readonly pending = new Set<Timer>();
  private readonly real = new SystemClock();

  now(): number {
    return this.real.now();
  }

  setTimer(delayMs: number, fire: () => void): Timer {
    const real = this.real.setTimer(delayMs, () => {
      this.pending.delete(timer);
      fire();
    });
    const timer = {
      cancel: () => {
        this.pending.delete(timer);
        real.cancel();
      },
    };
    this.pending.add(timer);
    return timer;
  }
}
