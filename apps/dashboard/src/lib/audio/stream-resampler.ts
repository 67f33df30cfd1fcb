// Changes the rate of a stream by windowed sinc, chunk by chunk, without seams between chunks.
// Used where a browser gives the microphone at its own rate, and to bring a voice to the
// loudspeaker's rate.

/** Zero crossings of the filter on each side: more is steeper and slower. */
const CROSSINGS = 10;
/** Filter values kept per input sample; between them the nearest is taken. */
const PHASES = 512;
/** Of the lower Nyquist frequency: leaves room for the filter's slope. */
const PASS_SHARE = 0.92;

const kernelOf = (cutoff: number, reach: number): Float32Array => {
  const kernel = new Float32Array(Math.ceil(reach * PHASES) + 2);
  for (let i = 0; i < kernel.length; i += 1) {
    const x = i / PHASES;
    const sinc = x === 0 ? 1 : Math.sin(Math.PI * cutoff * x) / (Math.PI * cutoff * x);
    const window = x < reach ? 0.5 + 0.5 * Math.cos((Math.PI * x) / reach) : 0;
    kernel[i] = cutoff * sinc * window;
  }
  return kernel;
};

export class StreamResampler {
  /** Input samples per output sample. */
  private readonly step: number;
  private readonly reach: number;
  private readonly kernel: Float32Array;
  private pending: Float32Array;
  /** Of the next output, in samples of `pending`. */
  private position: number;

  constructor(
    private readonly inputRate: number,
    private readonly outputRate: number,
  ) {
    this.step = inputRate / outputRate;
    const cutoff = Math.min(1, outputRate / inputRate) * PASS_SHARE;
    this.reach = CROSSINGS / cutoff;
    this.kernel = kernelOf(cutoff, this.reach);
    const lead = Math.ceil(this.reach);
    this.pending = new Float32Array(lead);
    this.position = lead;
  }

  process(input: Float32Array): Float32Array {
    if (this.inputRate === this.outputRate) {
      return input.slice();
    }
    const joined = new Float32Array(this.pending.length + input.length);
    joined.set(this.pending);
    joined.set(input, this.pending.length);
    const count = Math.floor((joined.length - 1 - this.reach - this.position) / this.step) + 1;
    const output = new Float32Array(Math.max(0, count));
    for (let i = 0; i < output.length; i += 1) {
      output[i] = this.valueAt(joined, this.position);
      this.position += this.step;
    }
    const drop = Math.max(0, Math.floor(this.position - this.reach));
    this.pending = joined.slice(drop);
    this.position -= drop;
    return output;
  }

  /** What the filter still holds back; the stream is over afterwards. */
  flush(): Float32Array {
    return this.inputRate === this.outputRate
      ? new Float32Array(0)
      : this.process(new Float32Array(Math.ceil(this.reach)));
  }

  private valueAt(samples: Float32Array, position: number): number {
    const first = Math.max(0, Math.ceil(position - this.reach));
    const last = Math.min(samples.length - 1, Math.floor(position + this.reach));
    let sum = 0;
    for (let i = first; i <= last; i += 1) {
      const distance = Math.round(Math.abs(position - i) * PHASES);
      sum += (samples[i] ?? 0) * (this.kernel[distance] ?? 0);
    }
    return sum;
  }
}
