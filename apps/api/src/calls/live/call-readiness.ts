import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { CallsService } from '../calls.service';

const ASK_EVERY_MS = 300;
const GIVE_UP_AFTER_MS = 15 * 60_000;

type Watch = { onReady: () => void; until: number };

/**
 * Tells those who wait that the feedback on a call is there. It asks the database, with one query
 * for all who wait, because the work may be done by another process.
 */
@Injectable()
export class CallReadiness implements OnModuleDestroy {
  private readonly watches = new Map<string, Watch>();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly calls: CallsService) {}

  watch(callId: string, onReady: () => void): void {
    this.watches.set(callId, { onReady, until: Date.now() + GIVE_UP_AFTER_MS });
    this.schedule();
  }

  onModuleDestroy(): void {
    this.watches.clear();
    clearTimeout(this.timer);
  }

  private schedule(): void {
    if (this.watches.size === 0) return;
    this.timer ??= setTimeout(() => void this.ask(), ASK_EVERY_MS).unref();
  }

  private async ask(): Promise<void> {
    try {
      for (const id of await this.calls.readyAmong([...this.watches.keys()])) {
        const watch = this.watches.get(id);
        this.watches.delete(id);
        watch?.onReady();
      }
    } catch {
      // The database is away for a moment; the next round asks again.
    } finally {
      this.timer = undefined;
      this.dropExpired();
      this.schedule();
    }
  }

  private dropExpired(): void {
    const now = Date.now();
    for (const [id, watch] of this.watches) if (watch.until < now) this.watches.delete(id);
  }
}
