import type { CallDetail } from '../../api/types';

export type CallWork = CallDetail['work'];
export type WorkReport = Pick<CallDetail, 'state' | 'work'>;

const EVERY_MS = 1200;

/** Asks how far the feedback is, where the line that would tell may be gone. */
export class FeedbackWatch {
  work = $state.raw<CallWork | null>(null);
  failed = $state(false);
  private closed = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    /** Undefined while the server does not answer. */
    private readonly ask: () => Promise<WorkReport | undefined>,
    private readonly onReady: () => void,
  ) {
    void this.look();
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
  }

  private async look(): Promise<void> {
    const report = await this.ask();
    this.failed = report === undefined;
    this.work = report?.work ?? this.work;
    if (report?.state === 'ready' && !this.closed) {
      this.close();
      this.onReady();
    }
    if (!this.closed) {
      this.timer = setTimeout(() => void this.look(), EVERY_MS);
    }
  }
}
