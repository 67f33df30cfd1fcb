import type { Clock, Timer } from '../clock/clock';

type Pending = { dueMs: number; order: number; fire: () => void };

/**
 * Time that stands still until it is told to move, so that minutes of a call run in milliseconds
 * and always in the same order. Timers fire in the order they are due, those due together in the
 * order they were set; all promises settle between any two of them.
 */
export class VirtualClock implements Clock {
  private nowMs = 0;
  private order = 0;
  private readonly timers = new Set<Pending>();

  now(): number {
    return this.nowMs;
  }

  setTimer(delayMs: number, fire: () => void): Timer {
    this.order += 1;
    const timer = { dueMs: this.nowMs + Math.max(0, delayMs), order: this.order, fire };
    this.timers.add(timer);
    return { cancel: () => void this.timers.delete(timer) };
  }

  /** How many timers wait; zero after everything was closed. */
  get pending(): number {
    return this.timers.size;
  }

  /** Lets `ms` pass. */
  async advance(ms: number): Promise<void> {
    const untilMs = this.nowMs + ms;
    await settle();
    for (let next = this.due(untilMs); next; next = this.due(untilMs)) {
      this.timers.delete(next);
      this.nowMs = next.dueMs;
      next.fire();
      await settle();
    }
    this.nowMs = untilMs;
  }

  /** Lets time pass until the condition holds. @throws Error when it does not within `limitMs`. */
  async until(condition: () => boolean, limitMs = 60_000): Promise<void> {
    const lastMs = this.nowMs + limitMs;
    await settle();
    while (!condition()) {
      const next = this.due(lastMs);
      if (!next) throw new Error(`The condition did not come true within ${limitMs} ms.`);
      await this.advance(next.dueMs - this.nowMs);
    }
  }

  private due(untilMs: number): Pending | undefined {
    let first: Pending | undefined;
    for (const timer of this.timers) {
      if (timer.dueMs > untilMs) continue;
      const earlier = !first || timer.dueMs < first.dueMs;
      if (earlier || (timer.dueMs === first?.dueMs && timer.order < first.order)) first = timer;
    }
    return first;
  }
}

/** An immediate runs after every promise that can settle has settled. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
