import type { Logger } from '@nestjs/common';
import { EmbeddedPostgres } from './embedded-postgres';

const RESTARTS = 3;

/** Starts the server again when it ends by itself; the pools find it at the same address. */
export class SupervisedPostgres {
  private restarts = 0;
  private stopped = false;

  private constructor(
    private server: EmbeddedPostgres,
    private readonly dataDir: string,
    private readonly logger: Logger,
  ) {
    this.watch();
  }

  static async start(dataDir: string, logger: Logger): Promise<SupervisedPostgres> {
    return new SupervisedPostgres(await EmbeddedPostgres.start(dataDir), dataDir, logger);
  }

  get url(): string {
    return this.server.url;
  }

  get elsewhere(): string | undefined {
    return this.server.elsewhere;
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.server.stop();
  }

  abandon(): void {
    this.stopped = true;
    this.server.abandon();
  }

  private watch(): void {
    this.server.onUnexpectedExit(() => void this.restart());
  }

  private async restart(): Promise<void> {
    if (this.stopped) return;
    this.restarts += 1;
    this.logger.error(
      `PostgreSQL ended by itself (${this.restarts} of ${RESTARTS}); starting it again`,
    );
    const address = this.server.url;
    try {
      this.server = await EmbeddedPostgres.start(this.dataDir);
      if (this.server.url !== address) throw new Error('its port was taken meanwhile');
      if (this.restarts < RESTARTS) this.watch();
    } catch (error) {
      this.logger.fatal({ err: error }, 'PostgreSQL could not be started again');
      process.kill(process.pid, 'SIGTERM');
    }
  }
}
