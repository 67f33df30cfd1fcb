const FRAME_BYTES = 160;
/** µ-law of no sound. */
const SILENCE = 0xff;

/** Cuts µ-law of any lengths into whole 20 ms frames; only the end is filled up with silence. */
export class WholeFrames {
  private readonly carried = new Uint8Array(FRAME_BYTES);
  private carriedBytes = 0;

  /** The whole frames so far; a view, or a copy where the last chunk left something over. */
  push(chunk: Uint8Array): Uint8Array {
    const total = this.carriedBytes + chunk.length;
    const rest = total % FRAME_BYTES;
    if (this.carriedBytes === 0) {
      this.keep(chunk.subarray(chunk.length - rest));
      return chunk.subarray(0, chunk.length - rest);
    }
    const all = new Uint8Array(total);
    all.set(this.carried.subarray(0, this.carriedBytes));
    all.set(chunk, this.carriedBytes);
    this.keep(all.subarray(total - rest));
    return all.subarray(0, total - rest);
  }

  flush(): Uint8Array {
    if (this.carriedBytes === 0) return new Uint8Array(0);
    const frame = this.carried.slice().fill(SILENCE, this.carriedBytes);
    this.carriedBytes = 0;
    return frame;
  }

  private keep(bytes: Uint8Array): void {
    this.carriedBytes = bytes.length;
    this.carried.set(bytes);
  }
}
