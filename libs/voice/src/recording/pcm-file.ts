import { mkdir, open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { BYTES_PER_SAMPLE, samplesToBytes } from '../audio/pcm';
import type { Clock, Timer } from '../clock/clock';

export type PcmFileOptions = {
  clock: Clock;
  /** Told once. What could not be written is silence; the rest goes on where it belongs. */
  onError?: (error: Error) => void;
  /** Audio kept while the disk is slow [8 MiB]; beyond it silence is kept in its place. */
  maxPendingBytes?: number;
};

const FLUSH_BYTES = 64 * 1024;
const FLUSH_MS = 500;
/** Half a second at 16 kHz. */
const RUN_BYTES = 16 * 1024;

/** Frames that follow each other in the file, in memory that has room for more. */
type Run = { position: number; bytes: Buffer; length: number };

/**
 * Appends PCM16 to a file without holding up its caller. What was appended is on disk within half a
 * second, or as soon as the disk takes it. Silence takes no memory, and on most disks no room. A disk
 * that was full is tried again with whatever comes next.
 */
export class PcmFile {
  private pending: Run[] = [];
  private pendingBytes = 0;
  private length = 0;
  private timer: Timer | undefined;
  private writing: Promise<void> = Promise.resolve();
  private handle: FileHandle | undefined;
  private told = false;
  private closing: Promise<void> | undefined;

  constructor(
    private readonly path: string,
    private readonly options: PcmFileOptions,
  ) {}

  /** Samples so far, silence included, whether on disk already or not. */
  get samples(): number {
    return this.length;
  }

  /** Copies the samples. */
  append(samples: Int16Array): void {
    const { maxPendingBytes = 8 * 1024 * 1024 } = this.options;
    const bytes = samplesToBytes(samples);
    const position = this.length * BYTES_PER_SAMPLE;
    this.length += samples.length;
    const full = this.pendingBytes + bytes.length > maxPendingBytes;
    if (this.closing || full || bytes.length === 0) return;
    this.keep(position, bytes);
    this.pendingBytes += bytes.length;
    if (this.pendingBytes >= FLUSH_BYTES) this.flush();
    else this.timer ??= this.options.clock.setTimer(FLUSH_MS, () => this.flush());
  }

  appendSilence(samples: number): void {
    this.length += samples;
  }

  /** Resolves when everything is on disk, or could not be written. */
  close(): Promise<void> {
    this.closing ??= this.finish();
    return this.closing;
  }

  private keep(position: number, bytes: Buffer): void {
    let run = this.pending.at(-1);
    const follows = run && run.position + run.length === position;
    if (!run || !follows || run.length + bytes.length > run.bytes.length) {
      const memory = Buffer.allocUnsafeSlow(Math.max(RUN_BYTES, bytes.length));
      run = { position, bytes: memory, length: 0 };
      this.pending.push(run);
    }
    run.bytes.set(bytes, run.length);
    run.length += bytes.length;
  }

  private async finish(): Promise<void> {
    this.flush();
    const bytes = this.length * BYTES_PER_SAMPLE;
    await this.writing;
    if (bytes === 0) return;
    await this.attempt(async () => (await this.opened()).truncate(bytes));
    await this.handle?.close().catch(() => undefined);
  }

  private flush(): void {
    this.timer?.cancel();
    this.timer = undefined;
    this.writing = this.writing.then(() => this.attempt(() => this.writePending()));
  }

  private async writePending(): Promise<void> {
    const runs = this.pending;
    if (runs.length === 0) return;
    const taken = this.pendingBytes;
    this.pending = [];
    try {
      const handle = await this.opened();
      for (const run of runs) await writeAll(handle, run);
    } finally {
      this.pendingBytes -= taken;
    }
  }

  private async opened(): Promise<FileHandle> {
    if (this.handle) return this.handle;
    await mkdir(dirname(this.path), { recursive: true });
    this.handle = await open(this.path, 'w');
    return this.handle;
  }

  private async attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (this.told) return;
      this.told = true;
      this.options.onError?.(error instanceof Error ? error : new Error('Cannot write audio.'));
    }
  }
}

/** A disk that is nearly full takes a part, and says so without an error. */
async function writeAll(handle: FileHandle, { bytes, length, position }: Run): Promise<void> {
  for (let done = 0; done < length;) {
    const { bytesWritten } = await handle.write(bytes, done, length - done, position + done);
    done += bytesWritten;
  }
}
