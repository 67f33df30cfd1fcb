import { bytesToSamples } from './pcm';

/** Turns chunks of PCM16 bytes into samples where a chunk may end in the middle of a sample. */
export class PcmByteStream {
  private carried: Uint8Array = new Uint8Array(0);

  /** The samples these bytes complete; they never share memory with the chunk. */
  push(chunk: Uint8Array): Int16Array {
    const bytes = new Uint8Array(this.carried.length + chunk.length);
    bytes.set(this.carried);
    bytes.set(chunk, this.carried.length);
    const whole = bytes.length & ~1;
    this.carried = bytes.slice(whole);
    return bytesToSamples(bytes.subarray(0, whole));
  }

  /** Bytes of an unfinished sample: 0 or 1. */
  get pendingBytes(): number {
    return this.carried.length;
  }
}
