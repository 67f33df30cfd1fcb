import type { Clock } from '../../clock/clock';

export type RateLimit = { most: number; perMs: number };

/** Counts what was done lately against a vendor's limit. */
export class RateWindow {
  private readonly timesMs: number[] = [];

  constructor(
    private readonly clock: Clock,
    private readonly limit: RateLimit,
  ) {}

  /** One more would be refused. */
  get isSpent(): boolean {
    const { most, perMs } = this.limit;
    const oldestMs = this.timesMs[this.timesMs.length - most];
    return oldestMs !== undefined && this.clock.now() - oldestMs < perMs;
  }

  count(): void {
    this.timesMs.push(this.clock.now());
    if (this.timesMs.length > this.limit.most) this.timesMs.shift();
  }
}
