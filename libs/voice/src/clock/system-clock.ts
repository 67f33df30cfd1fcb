import { performance } from 'node:perf_hooks';
import type { Clock, Timer } from './clock';

/** Node fires a longer timer at once, with a warning. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Real time, monotonic: it never jumps when the machine's date is set. */
export class SystemClock implements Clock {
  now(): number {
    return performance.now();
  }

  setTimer(delayMs: number, fire: () => void): Timer {
    const handle = setTimeout(fire, Math.min(Math.max(delayMs, 0), LONGEST_TIMER_MS));
    return { cancel: () => clearTimeout(handle) };
  }
}
