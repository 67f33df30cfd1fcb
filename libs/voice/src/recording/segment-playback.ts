import { msToSamples, samplesToMs } from '../audio/pcm';
import { type Confirmation, heardBases, STALL_MS, type Stretch } from './confirmed-playback';

/** With nothing after it to tell, a last report is late by so much rather than a stall at the very end. */
const LATE_MS = 150;
/** Longest time after the last report that is taken for played when the output is cut off. */
const UNREPORTED_MS = 150;

/** Where a part of a segment lies in the persona's audio, in samples. */
export type ProducedPart = { offsetSamples: number; samples: number };

/**
 * Reconstructs how one segment was played from reports that say how much has been played so far. A
 * report can only be late, so the earliest of a stretch is the best.
 */
export class SegmentPlayback {
  private readonly stretches: Stretch[] = [];
  private readonly confirmations: Confirmation[] = [];
  private held = 0;
  private pausedAtMs: number | undefined;
  private over = false;

  /** In the order they belong to each other. */
  constructor(private readonly parts: readonly ProducedPart[]) {}

  progress(atMs: number, playedMs: number): void {
    const last = this.stretches.at(-1);
    if (this.over || playedMs <= (last?.toMs ?? 0)) return;
    const baseMs = atMs - playedMs;
    const { held } = this;
    if (!last) {
      this.stretches.push({ fromMs: 0, toMs: playedMs, baseMs, held });
    } else if (baseMs > last.baseMs + STALL_MS) {
      const stoodMs = Math.min(this.stoppedAt(last, last.toMs), playedMs);
      last.toMs = stoodMs;
      this.stretches.push({ fromMs: stoodMs, toMs: playedMs, baseMs, held });
    } else {
      last.toMs = playedMs;
      this.moveEarlier(last, baseMs);
    }
    this.pausedAtMs = undefined;
  }

  /** By the far end itself, on the clock by which it is heard. */
  confirmed(atMs: number, playedMs: number): void {
    if (!this.over) this.confirmations.push({ atMs, playedMs, held: this.held });
  }

  finished(atMs: number, playedMs: number): void {
    const last = this.stretches.at(-1);
    const lateMs = atMs - playedMs - (last?.baseMs ?? 0);
    const mayBeLate = lateMs > 0 && lateMs <= LATE_MS;
    if (last && mayBeLate && !this.over && this.pausedAtMs === undefined) {
      last.toMs = Math.max(last.toMs, playedMs);
    }
    this.progress(atMs, playedMs);
    this.over = true;
  }

  paused(atMs: number): void {
    this.pausedAtMs = atMs;
  }

  /** The output goes on from where it was held; when that is heard the next report tells. */
  resumed(): void {
    this.held += 1;
  }

  /** It does so from an earlier place. */
  wentBack(fromMs: number): void {
    const last = this.stretches.at(-1);
    if (this.over || !last) return;
    last.toMs = this.stoppedAt(last, last.toMs);
    this.stretches.push({ fromMs, toMs: fromMs, baseMs: Infinity, held: this.held });
    this.pausedAtMs = undefined;
  }

  cleared(atMs: number): void {
    const last = this.stretches.at(-1);
    this.pausedAtMs ??= atMs;
    if (last && !this.over) last.toMs = this.stoppedAt(last, last.toMs);
    this.over = true;
  }

  /** What was heard, clipped to what was produced: `laterMs` after its report, or when the far end says. */
  spans(
    sampleRate: number,
    laterMs: number,
  ): { startMs: number; offsetSamples: number; samples: number }[] {
    const bases = heardBases(this.stretches, this.confirmations, laterMs);
    return this.stretches.flatMap(({ fromMs, toMs }, at) => {
      const from = msToSamples(fromMs, sampleRate);
      const startMs = Math.max(0, (bases[at] ?? Infinity) + fromMs);
      return this.cut(from, msToSamples(toMs, sampleRate)).map(({ at, ...part }) => ({
        startMs: startMs + samplesToMs(at - from, sampleRate),
        ...part,
      }));
    });
  }

  /** The segment's samples between two places, in as many pieces as it was made in. */
  private cut(from: number, to: number): (ProducedPart & { at: number })[] {
    const pieces: (ProducedPart & { at: number })[] = [];
    let begin = 0;
    for (const { offsetSamples, samples } of this.parts) {
      const at = Math.max(from, begin);
      const end = Math.min(to, begin + samples);
      if (end > at) {
        pieces.push({ at, offsetSamples: offsetSamples + at - begin, samples: end - at });
      }
      begin += samples;
    }
    return pieces;
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
