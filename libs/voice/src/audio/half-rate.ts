const TAPS = 23;
const MIDDLE = (TAPS - 1) / 2;
const CHUNK_SAMPLES = 1024;

/** Windowed-sinc half-band filter (Blackman); every second tap but the middle one is zero. */
const TAP_PAIRS = tapPairs();

function tapPairs(): Float64Array {
  const taps = Float64Array.from({ length: (MIDDLE + 1) / 2 }, (_tap, at) => {
    const distance = 2 * at + 1;
    const phase = (Math.PI * distance) / (MIDDLE + 1);
    const window = 0.42 + 0.5 * Math.cos(phase) + 0.08 * Math.cos(2 * phase);
    return (Math.sin((Math.PI * distance) / 2) / (Math.PI * distance)) * window;
  });
  const sum = 2 * taps.reduce((total, tap) => total + tap, 0);
  return taps.map((tap) => (tap * 0.5) / sum);
}

/**
 * Halves the sample rate of one mono stream, chunk by chunk: for detectors, which need speed more than
 * a flat treble (-6 dB at a quarter of the input rate, at most -55 dB above 0.38 of it). Delays by 11
 * input samples. `Resampler` is the one for ears.
 */
export class HalfRate {
  /** The result of the last `process`; overwritten by the next. */
  readonly output = new Int16Array(CHUNK_SAMPLES / 2);
  private readonly line = new Float64Array(TAPS - 1 + CHUNK_SAMPLES);
  private filled = TAPS - 1;

  /**
   * Takes up to 1,024 samples.
   * @returns how many samples of `output` are valid: half of what came, give or take one.
   */
  process(samples: Int16Array): number {
    const { line, output } = this;
    for (let at = 0; at < samples.length; at++) line[this.filled + at] = samples[at] ?? 0;
    const filled = this.filled + samples.length;
    let start = 0;
    let made = 0;
    for (; start + TAPS <= filled; start += 2) output[made++] = filtered(line, start);
    line.copyWithin(0, start, filled);
    this.filled = filled - start;
    return made;
  }

  reset(): void {
    this.line.fill(0);
    this.filled = TAPS - 1;
  }
}

function filtered(line: Float64Array, start: number): number {
  const middle = start + MIDDLE;
  let sum = 0.5 * (line[middle] ?? 0);
  for (let pair = 0; pair < TAP_PAIRS.length; pair++) {
    const distance = 2 * pair + 1;
    const both = (line[middle - distance] ?? 0) + (line[middle + distance] ?? 0);
    sum += (TAP_PAIRS[pair] ?? 0) * both;
  }
  return Math.max(-32768, Math.min(32767, Math.round(sum)));
}

/** What one `process` takes at most. */
export const HALF_RATE_CHUNK_SAMPLES = CHUNK_SAMPLES;
