/** A second of µ-law; most sentences last two to five. */
const FIRST_CAPACITY = 8000;

/**
 * The µ-law of one segment, addressed by sample from the segment's start. It grows as audio is made
 * and forgets from its beginning what nobody can ask for any more.
 */
export class OutgoingAudio {
  /** Never from Node's shared pool, which a long-lived view would keep in memory. */
  private bytes = Buffer.allocUnsafeSlow(FIRST_CAPACITY);
  /** The sample at the beginning of `bytes`. */
  private origin = 0;
  private from = 0;
  private to = 0;

  /** The first sample that is still kept. */
  get start(): number {
    return this.from;
  }

  /** All the samples that were ever written. */
  get written(): number {
    return this.to;
  }

  /** Room for so many samples more, to be filled by the caller at once. */
  extend(samples: number): Uint8Array {
    const needed = this.to + samples - this.origin;
    if (needed > this.bytes.length) this.makeRoom(samples);
    const at = this.to - this.origin;
    this.to += samples;
    return this.bytes.subarray(at, at + samples);
  }

  /** A view; it holds until the next `extend`. */
  view(from: number, to: number): Buffer {
    return this.bytes.subarray(from - this.origin, to - this.origin);
  }

  forgetBefore(sample: number): void {
    this.from = Math.max(this.from, Math.min(sample, this.to));
  }

  /** Moves what is kept to the beginning, of larger memory where that would not leave half free. */
  private makeRoom(samples: number): void {
    const kept = this.view(this.from, this.to);
    const needed = kept.length + samples;
    const enough = needed * 2 <= this.bytes.length;
    const into = enough ? this.bytes : Buffer.allocUnsafeSlow(needed * 2);
    kept.copy(into);
    this.bytes = into;
    this.origin = this.from;
  }
}
