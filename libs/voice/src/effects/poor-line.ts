/** From the telephone band of old: what lies outside of it does not come through (ITU-T G.712, 300 to 3400 Hz). */
const LOW_HZ = 400;
const HIGH_HZ = 2800;
/** Of full scale: an audible hiss under a voice. */
const HISS = 0.006;
const DROP_EVERY_MS = 4000;
const DROP_MS = 90;
/** Nothing clicks where a drop begins and ends. */
const RAMP_MS = 4;
const FULL_SCALE = 32_767;

/**
 * Makes a voice sound as over a bad connection: narrow, hissing, with a hole now and then. Keeps its
 * state from chunk to chunk; the number of samples stays the same, so that word times still fit.
 */
export class PoorLine {
  private readonly lowPass: OnePole[];
  private readonly highPass: OnePole[];
  private at = 0;
  private dropFrom: number;
  private seed: number;

  /** @param seed two lines of one seed are bad in the same places. */
  constructor(
    private readonly sampleRate: number,
    seed = 1,
  ) {
    this.lowPass = [new OnePole(HIGH_HZ, sampleRate), new OnePole(HIGH_HZ, sampleRate)];
    this.highPass = [new OnePole(LOW_HZ, sampleRate), new OnePole(LOW_HZ, sampleRate)];
    this.seed = (seed % 2_147_483_646) + 1;
    this.dropFrom = this.nextDrop(0);
  }

  process(samples: Int16Array): Int16Array {
    const out = new Int16Array(samples.length);
    for (let index = 0; index < samples.length; index += 1, this.at += 1) {
      let value = samples[index] ?? 0;
      for (const filter of this.lowPass) value = filter.low(value);
      for (const filter of this.highPass) value -= filter.low(value);
      value = value * this.level() + (this.random() - 0.5) * 2 * HISS * FULL_SCALE;
      out[index] = Math.max(-FULL_SCALE, Math.min(FULL_SCALE, Math.round(value)));
    }
    return out;
  }

  /** 1 outside of a drop, 0 within. */
  private level(): number {
    const ramp = (RAMP_MS * this.sampleRate) / 1000;
    const length = (DROP_MS * this.sampleRate) / 1000;
    const into = this.at - this.dropFrom;
    if (into < 0) return 1;
    if (into >= length) {
      this.dropFrom = this.nextDrop(this.at);
      return 1;
    }
    return Math.max(0, 1 - Math.min(into, length - into) / ramp);
  }

  private nextDrop(after: number): number {
    const waitMs = DROP_EVERY_MS * (0.4 + 1.2 * this.random());
    return after + Math.round((waitMs * this.sampleRate) / 1000);
  }

  /** From 0 to 1 (Park and Miller's generator). */
  private random(): number {
    this.seed = (this.seed * 48_271) % 2_147_483_647;
    return this.seed / 2_147_483_647;
  }
}

class OnePole {
  private state = 0;
  private readonly share: number;

  constructor(cutoffHz: number, sampleRate: number) {
    this.share = 1 - Math.exp((-2 * Math.PI * cutoffHz) / sampleRate);
  }

  low(value: number): number {
    this.state += this.share * (value - this.state);
    return this.state;
  }
}
