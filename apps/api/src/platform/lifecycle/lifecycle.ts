import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';

/** In the order they stop. Connections are closed after all of them: these still write. */
const STAGES = ['accepting', 'calls', 'workers'] as const;
export type Stage = (typeof STAGES)[number];

export type StopHook = {
  stage: Stage;
  name: string;
  /** Resolves when all is at rest; a failure is logged and does not hold up the others. */
  stop: () => Promise<void>;
  /** After this the next stage begins regardless. */
  timeoutMs?: number;
};

const DEFAULT_TIMEOUT_MS = 15_000;

/** Stops the parts of this process in order, once, however the application is closed. */
@Injectable()
export class Lifecycle implements BeforeApplicationShutdown {
  private readonly logger = new Logger(Lifecycle.name);
  private readonly hooks: StopHook[] = [];
  private stopping: Promise<void> | undefined;

  onStop(hook: StopHook): void {
    this.hooks.push(hook);
  }

  get isStopping(): boolean {
    return this.stopping !== undefined;
  }

  async stop(): Promise<void> {
    this.stopping ??= this.stopInOrder();
    return this.stopping;
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.stop();
  }

  private async stopInOrder(): Promise<void> {
    for (const stage of STAGES) {
      const hooks = this.hooks.filter((hook) => hook.stage === stage);
      await Promise.all(hooks.map((hook) => this.run(hook)));
    }
  }

  private async run({ name, stop, timeoutMs = DEFAULT_TIMEOUT_MS }: StopHook): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`took longer than ${timeoutMs} ms`)), timeoutMs);
    });
    try {
      await Promise.race([stop(), late]);
    } catch (error) {
      this.logger.error({ err: error }, `Stopping ${name} failed`);
    } finally {
      clearTimeout(timer);
    }
  }
}
