/** Loudest sample of each of so many equal parts of a recording, 0 to 1. */
export class Waveform {
  private readonly peaks: Float64Array;
  private at = 0;

  constructor(
    private readonly totalSamples: number,
    buckets = 400,
  ) {
    this.peaks = new Float64Array(Math.min(buckets, totalSamples));
  }

  add(samples: Int16Array): void {
    for (let index = 0; index < samples.length; index++, this.at++) {
      const bucket = Math.floor((this.at * this.peaks.length) / this.totalSamples);
      const level = Math.abs(samples[index] ?? 0);
      if (level > (this.peaks[bucket] ?? Number.POSITIVE_INFINITY)) this.peaks[bucket] = level;
    }
  }

  /** Rounded to thousandths, since they travel as JSON. */
  values(): number[] {
    return Array.from(this.peaks, (peak) => Math.round((peak / 32768) * 1000) / 1000);
  }
}
