/** The latest bytes of a call's audio in fixed memory, addressed by how many came before them. */
export class AudioTail {
  private readonly ring: Uint8Array;
  private written = 0;

  constructor(capacity: number) {
    this.ring = new Uint8Array(capacity);
  }

  /** Position after the newest byte. */
  get end(): number {
    return this.written;
  }

  /** Position of the oldest byte still kept. */
  get start(): number {
    return Math.max(0, this.written - this.ring.length);
  }

  write(bytes: Uint8Array): void {
    const kept = bytes.subarray(Math.max(0, bytes.length - this.ring.length));
    const at = (this.written + bytes.length - kept.length) % this.ring.length;
    const untilWrap = Math.min(kept.length, this.ring.length - at);
    this.ring.set(kept.subarray(0, untilWrap), at);
    this.ring.set(kept.subarray(untilWrap), 0);
    this.written += bytes.length;
  }

  /** What lies there in one piece, `most` bytes at most; a view that holds until the next `write`. */
  view(position: number, most: number): Uint8Array {
    const at = position % this.ring.length;
    const length = Math.min(most, this.written - position, this.ring.length - at);
    return this.ring.subarray(at, at + length);
  }
}
