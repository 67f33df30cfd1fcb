import type { VoiceEvent } from '@sparline/voice';

const FLUSH_AFTER_MS = 500;
/** What somebody is to be paid for is not to be lost with the rest. */
const FLUSH_COSTS_AFTER_MS = 100;
const COSTS: ReadonlySet<VoiceEvent['type']> = new Set(['request.sent', 'usage']);
const SIGN_OF_LIFE_MS = 5_000;
const RETRY_AFTER_MS = [200, 1_000, 3_000];
/** About ten minutes of a talkative call; beyond it the oldest unwritten batch would never catch up. */
const MOST_PENDING = 20_000;

export type AppendEvents = (events: readonly VoiceEvent[]) => Promise<void>;

/**
 * Writes a call's log in small batches while it runs: a crash loses at most half a second of it, and of
 * what costs money a tenth.
 */
export class EventLogWriter {
  private pending: VoiceEvent[] = [];
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();
  private failures = 0;
  private isHurried = false;
  private readonly signOfLife: NodeJS.Timeout;

  constructor(
    private readonly append: AppendEvents,
    private readonly onTrouble: (error: unknown) => void,
  ) {
    this.signOfLife = setInterval(() => void this.flush(), SIGN_OF_LIFE_MS).unref();
  }

  add(event: VoiceEvent): void {
    if (this.pending.length >= MOST_PENDING) return;
    this.pending.push(event);
    if (COSTS.has(event.type)) this.hurry();
    this.schedule(FLUSH_AFTER_MS);
  }

  /** Writes what is left; resolves when it is in the database, or after the last try. */
  async close(): Promise<void> {
    clearInterval(this.signOfLife);
    clearTimeout(this.timer);
    this.timer = undefined;
    for (let attempt = 0; attempt <= RETRY_AFTER_MS.length; attempt += 1) {
      await this.flush();
      if (this.pending.length === 0) return;
      await new Promise((resolve) => setTimeout(resolve, RETRY_AFTER_MS[attempt] ?? 0));
    }
  }

  private schedule(delayMs: number): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.isHurried = false;
      void this.flush();
    }, delayMs).unref();
  }

  /** Unless the last attempt has failed: then the next one is due when it is due. */
  private hurry(): void {
    if (this.isHurried || this.failures > 0) return;
    this.isHurried = true;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.schedule(FLUSH_COSTS_AFTER_MS);
  }

  private flush(): Promise<void> {
    this.writing = this.writing.then(() => this.write());
    return this.writing;
  }

  private async write(): Promise<void> {
    const batch = this.pending;
    this.pending = [];
    try {
      await this.append(batch);
      this.failures = 0;
    } catch (error) {
      this.pending = [...batch, ...this.pending];
      this.onTrouble(error);
      this.schedule(RETRY_AFTER_MS[Math.min(this.failures++, RETRY_AFTER_MS.length - 1)] ?? 0);
    }
  }
}
