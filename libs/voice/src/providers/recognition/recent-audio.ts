/** The latest samples of a call in fixed memory, addressed by how many came before them. */
export class RecentAudio {
  private ring: Int16Array;
  private written = 0;
  private oldest = 0;

  constructor(capacity: number) {
    this.ring = new Int16Array(capacity);
  }

  /** Position after the newest sample. */
  get end(): number {
    return this.written;
  }

  /** Position of the oldest sample still kept. */
  get start(): number {
    return Math.max(this.oldest, this.written - this.ring.length);
  }

  /** Makes room for at least so many samples. */
  reserve(samples: number): void {
    if (samples <= this.ring.length) return;
    const capacity = Math.max(samples, 2 * this.ring.length);
    const kept = this.read(this.start, this.written - this.start);
    const from = this.start;
    this.oldest = from;
    this.ring = new Int16Array(capacity);
    for (let at = 0; at < kept.length;) {
      const to = (from + at) % capacity;
      const run = Math.min(kept.length - at, capacity - to);
      this.ring.set(kept.subarray(at, at + run), to);
      at += run;
    }
  }

  write(samples: Int16Array): void {
    const kept = samples.subarray(Math.max(0, samples.length - this.ring.length));
    const skipped = samples.length - kept.length;
    const at = (this.written + skipped) % this.ring.length;
    const untilWrap = Math.min(kept.length, this.ring.length - at);
    this.ring.set(kept.subarray(0, untilWrap), at);
    this.ring.set(kept.subarray(untilWrap), 0);
    this.written += samples.length;
  }

  /** A copy of `length` samples, zeros in place of those that are not here yet. */
  read(position: number, length: number): Int16Array {
    const samples = new Int16Array(length);
    const until = Math.min(position + length, this.written);
    for (let from = Math.max(position, this.start); from < until;) {
      const at = from % this.ring.length;
      const run = Math.min(until - from, this.ring.length - at);
      samples.set(this.ring.subarray(at, at + run), from - position);
      from += run;
    }
    return samples;
  }
}
