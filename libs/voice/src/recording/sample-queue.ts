/** Samples in, in pieces of any length; samples out, in pieces of another. */
export class SampleQueue {
  private parts: Int16Array[] = [];
  private queued = 0;

  get length(): number {
    return this.queued;
  }

  /** Keeps the array, which must not change afterwards. */
  push(samples: Int16Array): void {
    this.parts.push(samples);
    this.queued += samples.length;
  }

  /** The oldest samples, as many as asked for; missing ones are silence. */
  take(count: number): Int16Array {
    const taken = new Int16Array(count);
    let at = 0;
    while (at < count) {
      const part = this.parts[0];
      if (!part) break;
      const piece = part.subarray(0, count - at);
      taken.set(piece, at);
      at += piece.length;
      if (piece.length === part.length) this.parts.shift();
      else this.parts[0] = part.subarray(piece.length);
    }
    this.queued -= at;
    return taken;
  }
}
