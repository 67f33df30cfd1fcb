import { levelDbfs } from '../audio/level';

/**
 * Puts sound that comes in frames on a clock that says when each frame arrived. A frame can only come
 * late; so what came in time lies where it ends the sound before it, and of what seems to follow a gap
 * the frame that came earliest tells where it belongs, once frames have come steadily for a while: a
 * stall whose frames arrive in heaps is no gap, while one whose frames are lost is.
 */
export type ArrivalTimelineOptions = {
  /** In hertz, of the sound and of every count of samples here. */
  sampleRate: number;
  /** The array is used again. */
  append: (samples: Int16Array) => void;
  appendSilence: (samples: number) => void;
};

type Waiting = { samples: Int16Array; startsAt: number; steadyAt: number };

/** For so long late frames wait for others that came earlier than they did. */
export const LOOK_AHEAD_MS = 450;
/** A frame that comes after so many times its own length comes after a stall, which proves nothing. */
const STEADY_LENGTHS = 2;
/** Such a shift is put right where nobody speaks, */
const QUIET_SHIFT_MS = 8;
/** and such a gap anywhere. */
const LOUD_GAP_MS = 16;
const QUIET_DBFS = -50;

export class ArrivalTimeline {
  private waiting: Waiting[] = [];
  /** Of a frame that has found its place, for one that comes. */
  private spare: Int16Array | undefined;
  private placed = 0;
  private lastEndsAt = 0;
  /** How long frames have come, without the stalls in between. */
  private steadyAt = 0;

  constructor(private readonly options: ArrivalTimelineOptions) {}

  /** Copies the samples; `endsAt` is when the last of them arrived. */
  push(samples: Int16Array, endsAt: number): void {
    const { length } = samples;
    if (length === 0) return;
    this.steadyAt += Math.min(endsAt - this.lastEndsAt, STEADY_LENGTHS * length);
    this.lastEndsAt = endsAt;
    const startsAt = Math.max(0, endsAt - length);
    if (this.waiting.length === 0 && this.isInPlace(startsAt)) return this.place(samples, 0);
    this.waiting.push({ samples: this.copyOf(samples), startsAt, steadyAt: this.steadyAt });
    this.releaseUntil(this.steadyAt - this.toSamples(LOOK_AHEAD_MS));
  }

  /** Nothing more is waited for. */
  release(): void {
    this.releaseUntil(Infinity);
  }

  /** What is late waits, and all that came after it, unless it has waited since then. */
  private releaseUntil(steadyAt: number): void {
    for (;;) {
      const [oldest] = this.waiting;
      if (!oldest) return;
      const shift = this.shift();
      const mayMove = Math.abs(shift) > this.toSamples(QUIET_SHIFT_MS);
      const isQuiet = mayMove && levelDbfs(oldest.samples) < QUIET_DBFS;
      const isLate = shift > (this.placed === 0 ? 0 : this.toSamples(leastShiftMs(isQuiet)));
      if (isLate && oldest.steadyAt > steadyAt) return;
      if (isLate) this.appendGap(shift);
      this.place(oldest.samples, isQuiet && !isLate ? -shift : 0);
      this.waiting.shift();
      this.spare = oldest.samples;
    }
  }

  /** Most frames of a steady line are: they need not wait, nor be copied twice. */
  private isInPlace(startsAt: number): boolean {
    return this.placed > 0 && Math.abs(startsAt - this.placed) <= this.toSamples(QUIET_SHIFT_MS);
  }

  private copyOf(samples: Int16Array): Int16Array {
    const { spare } = this;
    this.spare = undefined;
    if (spare?.length !== samples.length) return samples.slice();
    spare.set(samples);
    return spare;
  }

  private appendGap(samples: number): void {
    this.options.appendSilence(samples);
    this.placed += samples;
  }

  private place(samples: Int16Array, ahead: number): void {
    const isAhead = ahead > this.toSamples(QUIET_SHIFT_MS);
    const kept = isAhead ? samples.subarray(Math.min(samples.length, ahead)) : samples;
    if (kept.length > 0) this.options.append(kept);
    this.placed += kept.length;
  }

  /** By how much everything that waits came later than its place, at least. */
  private shift(): number {
    let at = this.placed;
    let least = Infinity;
    for (const { samples, startsAt } of this.waiting) {
      least = Math.min(least, startsAt - at);
      at += samples.length;
    }
    return Math.round(least);
  }

  private toSamples(ms: number): number {
    return (ms * this.options.sampleRate) / 1000;
  }
}

const leastShiftMs = (isQuiet: boolean): number => (isQuiet ? QUIET_SHIFT_MS : LOUD_GAP_MS);
