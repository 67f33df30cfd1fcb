import { setTimeout as wait } from 'node:timers/promises';
import type { PublicAddress } from './public-address';
import { type Fields, signedRequest } from './signed-request';

/** How status callbacks misbehave; nothing set means: once, in order, at once. */
export type CallbackKnobs = {
  delayMs?: number;
  /** Each is sent twice. */
  duplicate?: boolean;
  /** Each waits for the one after it, or so long when none comes. */
  swapWithinMs?: number;
  /** So many more attempts when the answer is no success. */
  retries?: number;
};

export type SentCallback = { url: string; fields: Fields; status: number | 'unreachable' };

/** Posts status callbacks, signed, one after the other. */
export class CallbackSender {
  readonly sent: SentCallback[] = [];
  knobs: CallbackKnobs = {};
  private queue: Promise<void> = Promise.resolve();
  private heldBack: { send: () => void; timer: NodeJS.Timeout } | undefined;

  constructor(private readonly from: { authToken: string; address?: PublicAddress }) {}

  post(url: string, fields: Fields): void {
    const send = (): void => {
      this.queue = this.queue.then(() => this.deliver(url, fields));
    };
    const { swapWithinMs } = this.knobs;
    const { heldBack } = this;
    if (heldBack) {
      clearTimeout(heldBack.timer);
      this.heldBack = undefined;
      send();
      heldBack.send();
    } else if (swapWithinMs === undefined) send();
    else this.heldBack = { send, timer: setTimeout(() => this.release(), swapWithinMs) };
  }

  /** Everything posted so far was delivered, or given up. */
  async settled(): Promise<void> {
    this.release();
    await this.queue;
  }

  private release(): void {
    if (!this.heldBack) return;
    clearTimeout(this.heldBack.timer);
    this.heldBack.send();
    this.heldBack = undefined;
  }

  private async deliver(url: string, fields: Fields): Promise<void> {
    if (this.knobs.delayMs) await wait(this.knobs.delayMs);
    await this.attempt(url, fields);
    if (this.knobs.duplicate) await this.attempt(url, fields);
  }

  private async attempt(url: string, fields: Fields): Promise<void> {
    for (let left = this.knobs.retries ?? 0; ; left -= 1) {
      const status = await this.once(url, fields);
      this.sent.push({ url, fields, status });
      if ((status !== 'unreachable' && status < 300) || left <= 0) return;
    }
  }

  private async once(url: string, fields: Fields): Promise<number | 'unreachable'> {
    try {
      const { status } = await signedRequest({ url, fields }, this.from);
      return status;
    } catch {
      return 'unreachable';
    }
  }
}
