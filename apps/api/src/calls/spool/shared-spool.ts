import type { CallRecorder, CallSpool, Clock, Timer } from '@sparline/voice';
import { PERSONA_FILE, TRAINEE_FILE } from '@sparline/voice';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ObjectStorage } from '../../platform/storage/object-storage';

/** A call's recorder while it runs. */
export type OpenSpool = CallRecorder & { close(): Promise<void> };

export type SharedSpoolOptions = {
  clock: Clock;
  folder: string;
  storage: ObjectStorage;
  /** Of the objects; each piece is named by its place in its file. */
  keyPrefix: string;
  /** A piece could not be carried over; it goes with the next. */
  onTrouble: (error: unknown) => void;
};

/** A crash of the machine loses no more than this. */
const EVERY_MS = 10_000;
const MOST_PIECE_BYTES = 4 * 1024 * 1024;
/** Wide enough for a file of a terabyte, so that names sort by place. */
const PLACE_DIGITS = 12;
export const WHOLE_MARK = 'whole';

/** Carries a spool to the object store, piece by piece while the call runs, the rest at its end. */
export class SharedSpool implements OpenSpool {
  private readonly sent = new Map([
    [TRAINEE_FILE, 0],
    [PERSONA_FILE, 0],
  ]);
  private timer: Timer | undefined;
  private begun = false;
  private sending: Promise<void> = Promise.resolve();

  constructor(
    private readonly spool: CallSpool,
    private readonly options: SharedSpoolOptions,
  ) {}

  trainee(samples: Int16Array, atMs: number): void {
    this.begin();
    this.spool.trainee(samples, atMs);
  }

  persona(segmentId: string, samples: Int16Array): { offsetSamples: number } {
    this.begin();
    return this.spool.persona(segmentId, samples);
  }

  /** What cannot be carried over stays in its folder, where a worker on this machine finds it. */
  async close(): Promise<void> {
    this.timer?.cancel();
    this.timer = undefined;
    await this.spool.close();
    await this.sending;
    if (!this.begun) return;
    const { folder, keyPrefix, onTrouble, storage } = this.options;
    try {
      await this.sendAll();
      await storage.put(`${keyPrefix}/${WHOLE_MARK}`, Buffer.of(), 'application/octet-stream');
      await rm(folder, { recursive: true, force: true });
    } catch (error) {
      onTrouble(error);
    }
  }

  private begin(): void {
    if (this.begun) return;
    this.begun = true;
    this.sendSoon();
  }

  private sendSoon(): void {
    this.timer = this.options.clock.setTimer(EVERY_MS, () => {
      this.sending = this.sendAll().catch(this.options.onTrouble);
      void this.sending.then(() => {
        if (this.timer) this.sendSoon();
      });
    });
  }

  private async sendAll(): Promise<void> {
    for (const file of this.sent.keys()) await this.send(file);
  }

  private async send(file: string): Promise<void> {
    const { folder, keyPrefix, storage } = this.options;
    const handle = await open(join(folder, file)).catch(ignoreMissing);
    if (!handle) return;
    try {
      const { size } = await handle.stat();
      for (let from = this.sent.get(file) ?? 0; from < size;) {
        const length = Math.min(size - from, MOST_PIECE_BYTES);
        const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, from);
        if (bytesRead === 0) return;
        const place = String(from).padStart(PLACE_DIGITS, '0');
        const piece = buffer.subarray(0, bytesRead);
        await storage.put(`${keyPrefix}/${file}/${place}`, piece, 'application/octet-stream');
        from += bytesRead;
        this.sent.set(file, from);
      }
    } finally {
      await handle.close();
    }
  }
}

const ignoreMissing = (error: NodeJS.ErrnoException): undefined => {
  if (error.code !== 'ENOENT') throw error;
};
