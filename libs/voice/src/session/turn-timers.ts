import type { Clock, Timer } from '../clock/clock';
import type { TimerName } from '../turn/turn.types';

/** The turn machine's timers; one of a name at a time. */
export class TurnTimers {
  private readonly timers = new Map<TimerName, Timer>();

  constructor(
    private readonly clock: Clock,
    private readonly onFired: (name: TimerName) => void,
  ) {}

  start(name: TimerName, delayMs: number): void {
    this.cancel(name);
    const timer = this.clock.setTimer(delayMs, () => {
      this.timers.delete(name);
      this.onFired(name);
    });
    this.timers.set(name, timer);
  }

  cancel(name: TimerName): void {
    this.timers.get(name)?.cancel();
    this.timers.delete(name);
  }
}
