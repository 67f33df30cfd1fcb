import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';

/** What waits for a store that is away would wait for ever. */
const SETTLED_WITHIN_MS = 5_000;

/**
 * Work nobody waits for, so that an answer takes as long whether there is any or not. Failures are
 * logged; shutting down waits for what has begun.
 */
@Injectable()
export class BackgroundWork implements BeforeApplicationShutdown {
  private readonly logger = new Logger(BackgroundWork.name);
  private readonly running = new Set<Promise<void>>();

  start(what: string, work: () => Promise<void>): void {
    const run = work()
      .catch((error: unknown) => this.logger.error({ err: error }, `${what} failed`))
      .finally(() => this.running.delete(run));
    this.running.add(run);
  }

  async settled(): Promise<void> {
    while (this.running.size > 0) await Promise.all(this.running);
  }

  async beforeApplicationShutdown(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, SETTLED_WITHIN_MS);
    });
    await Promise.race([this.settled(), late]);
    clearTimeout(timer);
  }
}
