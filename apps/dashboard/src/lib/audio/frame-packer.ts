/** Cuts a stream of any chunk size into frames of one size. */
export class FramePacker {
  private frame: Float32Array;
  private filled = 0;

  constructor(
    private readonly frameSamples: number,
    private readonly onFrame: (frame: Float32Array) => void,
  ) {
    this.frame = new Float32Array(frameSamples);
  }

  push(samples: Float32Array): void {
    let from = 0;
    while (from < samples.length) {
      const take = Math.min(this.frameSamples - this.filled, samples.length - from);
      this.frame.set(samples.subarray(from, from + take), this.filled);
      this.filled += take;
      from += take;
      if (this.filled === this.frameSamples) {
        this.onFrame(this.frame);
        this.frame = new Float32Array(this.frameSamples);
        this.filled = 0;
      }
    }
  }
}
