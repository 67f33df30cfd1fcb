import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Knobs } from './knobs';

/** Writes an answer piece by piece, bent by the knobs. */
export class SimulatedResponse {
  private written = 0;
  private pieces = 0;

  constructor(
    private readonly response: ServerResponse,
    private readonly knobs: Knobs,
  ) {}

  get closed(): boolean {
    return this.response.destroyed || this.response.closed;
  }

  async begin(status: number, contentType: string, headers: Record<string, string> = {}) {
    if (this.knobs.stall === 'before') return this.hang();
    if (this.knobs.delayMs) await wait(this.knobs.delayMs);
    const type = status < 400 ? (this.knobs.contentType ?? contentType) : contentType;
    this.response.writeHead(status, { 'content-type': type, ...headers });
    this.response.flushHeaders();
  }

  /** False once nothing more can be written: the client left, or the knobs cut the connection. */
  async write(piece: string | Uint8Array): Promise<boolean> {
    if (this.pieces > 0 && this.knobs.chunkDelayMs) await wait(this.knobs.chunkDelayMs);
    if (this.pieces > 0 && this.knobs.stall === 'after_first') await this.hang();
    this.pieces++;
    if (this.closed) return false;
    const bytes = Buffer.from(piece);
    const room = (this.knobs.cutAfterBytes ?? Number.POSITIVE_INFINITY) - this.written;
    await this.deliver(bytes.subarray(0, Math.min(room, bytes.length)));
    if (bytes.length < room) return true;
    // Let what was written leave before the connection breaks.
    await wait(5);
    this.response.socket?.destroy();
    return false;
  }

  end(): void {
    if (!this.closed) this.response.end();
  }

  private async deliver(bytes: Uint8Array): Promise<void> {
    this.written += bytes.length;
    if (bytes.length === 0) return;
    await new Promise<void>((resolve) => this.response.write(bytes, () => resolve()));
  }

  /** Until the client gives up. */
  private async hang(): Promise<void> {
    if (!this.closed) await new Promise<void>((resolve) => this.response.once('close', resolve));
  }
}
