/** Of a half-band filter: every second tap but the middle one is zero, so every second sample stays what it was. */
const TAP_PAIRS = 12;
const CHUNK_SAMPLES = 1024;
/** Of the Kaiser window: everything unwanted lies at least 60 dB down. */
const BETA = 5.65;

const TAPS = taps();

function taps(): Float64Array {
  const edge = 2 * TAP_PAIRS;
  const ideal = Float64Array.from({ length: TAP_PAIRS }, (_tap, at) => {
    const distance = 2 * at + 1;
    const window = bessel(BETA * Math.sqrt(1 - (distance / edge) ** 2)) / bessel(BETA);
    return (Math.sin((Math.PI * distance) / 2) / distance) * window;
  });
  const sum = 2 * ideal.reduce((total, tap) => total + tap, 0);
  return ideal.map((tap) => tap / sum);
}

/** Modified Bessel function of the first kind and order zero, by its power series. */
function bessel(x: number): number {
  let term = 1;
  let sum = 1;
  for (let at = 1; term > sum * 1e-12; at++) {
    term *= (x / (2 * at)) ** 2;
    sum += term;
  }
  return sum;
}

/**
 * Doubles the sample rate of one mono stream, chunk by chunk, for a quarter of what `Resampler` takes:
 * flat up to 0.4 of the input rate, and what the telephone's band casts above 0.6 of it lies 60 dB down.
 * Delays by 12 input samples.
 */
export class DoubleRate {
  private readonly output = new Int16Array(2 * CHUNK_SAMPLES);
  private readonly line = new Float64Array(2 * TAP_PAIRS + CHUNK_SAMPLES);

  /**
   * Takes up to 1,024 samples.
   * @returns twice as many; the array is used again by the next call.
   */
  process(samples: Int16Array): Int16Array {
    const { line, output } = this;
    const { length } = samples;
    for (let at = 0; at < length; at++) line[2 * TAP_PAIRS - 1 + at] = samples[at] ?? 0;
    for (let at = 0; at < length; at++) {
      const middle = at + TAP_PAIRS - 1;
      output[2 * at] = line[middle] ?? 0;
      output[2 * at + 1] = between(line, middle);
    }
    line.copyWithin(0, length, length + 2 * TAP_PAIRS - 1);
    return output.subarray(0, 2 * length);
  }
}

/**
 * The sample in the middle between this one and the next. Three sums side by side: a processor adds to
 * another one while it waits for the first.
 */
function between(line: Float64Array, middle: number): number {
  let first = 0;
  let second = 0;
  let third = 0;
  for (let pair = 0; pair < TAP_PAIRS; pair += 3) {
    const before = middle - pair;
    const after = middle + 1 + pair;
    first += (TAPS[pair] ?? 0) * ((line[before] ?? 0) + (line[after] ?? 0));
    second += (TAPS[pair + 1] ?? 0) * ((line[before - 1] ?? 0) + (line[after + 1] ?? 0));
    third += (TAPS[pair + 2] ?? 0) * ((line[before - 2] ?? 0) + (line[after + 2] ?? 0));
  }
  const sum = first + second + third;
  // The array this goes to cuts off what follows the point.
  const rounded = sum < 0 ? sum - 0.5 : sum + 0.5;
  if (rounded > 32_767) return 32_767;
  return rounded < -32_768 ? -32_768 : rounded;
}
