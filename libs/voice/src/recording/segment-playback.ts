import { msToSamples } from '../audio/pcm';

/** A later report shifted by more than this means that the output stood still in between. */
const STALL_MS = 30;
/** Longest time after the last report that is taken for played when the output is cut off. */
const UNREPORTED_MS = 150;

/** Audio from one place of the segment to another, played without a break. */
type Stretch = {
  fromMs: number;
  toMs: number;
  /** The call's time at which the segment's start would have played. */
  baseMs: number;
};

/**
 * Reconstructs how one segment was played from reports that say how much has been played so far. A
 * report can only be late, so the earliest of a stretch is the best.
 */
export class SegmentPlayback {
  private readonly stretches: Stretch[] = [];
  private pausedAtMs: number | undefined;
  private over = false;

  constructor(
    private readonly offsetSamples: number,
    private readonly producedSamples: number,
  ) {}

  progress(atMs: number, playedMs: number): void {
    const last = this.stretches.at(-1);
    if (this.over || playedMs <= (last?.toMs ?? 0)) return;
    const baseMs = atMs - playedMs;
    if (!last) {
      this.stretches.push({ fromMs: 0, toMs: playedMs, baseMs });
    } else if (baseMs > last.baseMs + STALL_MS) {
      const stoodMs = Math.min(this.stoppedAt(last, last.toMs), playedMs);
      last.toMs = stoodMs;
      this.stretches.push({ fromMs: stoodMs, toMs: playedMs, baseMs });
    } else {
      last.toMs = playedMs;
      this.moveEarlier(last, baseMs);
    }
    this.pausedAtMs = undefined;
  }

  finished(atMs: number, playedMs: number): void {
    this.progress(atMs, playedMs);
    this.over = true;
  }

  paused(atMs: number): void {
    this.pausedAtMs = atMs;
  }

  cleared(atMs: number): void {
    const last = this.stretches.at(-1);
    this.pausedAtMs ??= atMs;
    if (last && !this.over) last.toMs = this.stoppedAt(last, last.toMs);
    this.over = true;
  }

  /** What was heard, clipped to what was produced. */
  spans(sampleRate: number): { startMs: number; offsetSamples: number; samples: number }[] {
    return this.stretches.flatMap(({ fromMs, toMs, baseMs }) => {
      const from = Math.min(msToSamples(fromMs, sampleRate), this.producedSamples);
      const to = Math.min(msToSamples(toMs, sampleRate), this.producedSamples);
      if (to <= from) return [];
      const startMs = Math.max(0, baseMs + fromMs);
      return [{ startMs, offsetSamples: this.offsetSamples + from, samples: to - from }];
    });
  }

  /** Where the output stood after a pause or a cut; `reportedMs` when neither is known of. */
  private stoppedAt(stretch: Stretch, reportedMs: number): number {
    if (this.pausedAtMs === undefined) return reportedMs;
    const stoodMs = this.pausedAtMs - stretch.baseMs;
    return Math.min(Math.max(stoodMs, reportedMs), reportedMs + UNREPORTED_MS);
  }

  /** A break that only a late report had suggested closes again. */
  private moveEarlier(stretch: Stretch, baseMs: number): void {
    if (baseMs >= stretch.baseMs) return;
    const before = this.stretches.at(-2);
    stretch.baseMs = Math.max(baseMs, before?.baseMs ?? baseMs);
    if (!before || stretch.baseMs > before.baseMs + STALL_MS) return;
    before.toMs = stretch.toMs;
    this.stretches.pop();
  }
}
