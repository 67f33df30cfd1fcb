import { levelDbfs } from '../audio/level';

/**
 * Puts sound that comes in frames on a clock that says when each frame arrived. A frame can only come
 * late; so of the frames of a short while the one that came earliest tells where they all belong, and
 * a stall whose frames arrive in a heap is no gap, while one whose frames are lost is.
 */
export type ArrivalTimelineOptions = {
  /** In hertz, of the sound and of every count of samples here. */
  sampleRate: number;
  /** The array is used again. */
  append: (samples: Int16Array) => void;
  appendSilence: (samples: number) => void;
};

type Waiting = { samples: Int16Array; startsAt: number };

/** For so long frames wait for others that came earlier than they did. */
export const LOOK_AHEAD_MS = 300;
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

  constructor(private readonly options: ArrivalTimelineOptions) {}

  /** Copies the samples; `endsAt` is when the last of them arrived. */
  push(samples: Int16Array, endsAt: number): void {
    if (samples.length === 0) return;
    const startsAt = Math.max(0, endsAt - samples.length);
    this.waiting.push({ samples: this.copyOf(samples), startsAt });
    this.releaseBefore(endsAt - this.toSamples(LOOK_AHEAD_MS));
  }

  /** Nothing more is waited for. */
  release(): void {
    this.releaseBefore(Infinity);
  }

  private releaseBefore(arrival: number): void {
    for (;;) {
      const [oldest] = this.waiting;
      if (!oldest || oldest.startsAt + oldest.samples.length > arrival) return;
      this.place(oldest.samples);
      this.waiting.shift();
      this.spare = oldest.samples;
    }
  }

  private copyOf(samples: Int16Array): Int16Array {
    const { spare } = this;
    this.spare = undefined;
    if (spare?.length !== samples.length) return samples.slice();
    spare.set(samples);
    return spare;
  }

  private place(samples: Int16Array): void {
    const shift = this.shift();
    const mayMove = Math.abs(shift) > this.toSamples(QUIET_SHIFT_MS);
    const isQuiet = mayMove && levelDbfs(samples) < QUIET_DBFS;
    const leastMs = isQuiet ? QUIET_SHIFT_MS : LOUD_GAP_MS;
    if (shift > (this.placed === 0 ? 0 : this.toSamples(leastMs))) {
      this.options.appendSilence(shift);
      this.placed += shift;
    }
    const isAhead = isQuiet && -shift > this.toSamples(QUIET_SHIFT_MS);
    const kept = isAhead ? samples.subarray(Math.min(samples.length, -shift)) : samples;
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
