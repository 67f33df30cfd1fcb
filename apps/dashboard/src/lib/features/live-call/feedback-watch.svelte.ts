export type WorkState = 'pending' | 'done' | 'failed' | 'none';
export type CallWork = {
  recording: WorkState;
  accounting: WorkState;
  summary: WorkState;
  score: WorkState;
};
export type WorkReport = { state: string; work: CallWork };

const EVERY_MS = 1200;

/** Asks how far the feedback is, where the line that would tell may be gone. */
export class FeedbackWatch {
  work = $state.raw<CallWork | null>(null);
  failed = $state(false);
  private closed = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly ask: () => Promise<WorkReport>,
    private readonly onReady: () => void,
  ) {
    void this.look();
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
  }

  private async look(): Promise<void> {
    try {
      const report = await this.ask();
      this.work = report.work;
      this.failed = false;
      if (report.state === 'ready' && !this.closed) {
        this.close();
        this.onReady();
      }
    } catch {
      this.failed = true;
    }
    if (!this.closed) {
      this.timer = setTimeout(() => void this.look(), EVERY_MS);
    }
  }
}
