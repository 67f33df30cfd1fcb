import { backoffMs } from '@sparline/voice';

const FIRST_MS = 250;
/** As long as it may take to notice that the other side is back. */
const MOST_MS = 5_000;

/** In milliseconds, after so many failures in a row: at least half of what it may be, the rest is chance. */
export const pauseAfter = (failures: number, random?: () => number): number =>
  backoffMs(failures, { baseMs: FIRST_MS, maxMs: MOST_MS, random });

/** Keeps a failure back for a while, the longer the more there were: for callers who try again at once. */
export class GrowingPause {
  private failures = 0;
  private readonly pausing = new Set<() => void>();

  constructor(
    private readonly events: { onFailure: (error: unknown) => void; onEnd: () => void },
  ) {}

  async after<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      const result = await work();
      if (this.failures > 0) this.events.onEnd();
      this.failures = 0;
      return result;
    } catch (error) {
      this.failures += 1;
      this.events.onFailure(error);
      await this.pause(pauseAfter(this.failures));
      throw error;
    }
  }

  /** Whoever pauses fails now. */
  cut(): void {
    for (const end of this.pausing) end();
  }

  private pause(forMs: number): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        this.pausing.delete(end);
        resolve();
      };
      const timer = setTimeout(end, forMs);
      this.pausing.add(end);
    });
  }
}
