import { msToSamples } from '../audio/pcm';
import type { PlaybackSpan } from './playback-spans';

/** Where a cut would click, the sound is faded. */
const FADE_MS = 4;
/** Parts of one segment closer than this belong together; times are rounded on their way here. */
const SEAM_MS = 1;

/** Reads samples of a file into `into`; what lies beyond its end stays silence. */
export type ReadSamples = (offsetSamples: number, into: Int16Array) => void;

type Piece = {
  segmentId: string;
  start: number;
  offset: number;
  samples: number;
  /** It follows the one before it without a break. */
  goesOn: boolean;
  isGoneOnWith: boolean;
};

function toPieces(spans: readonly PlaybackSpan[], sampleRate: number): Piece[] {
  const pieces: Piece[] = [];
  for (const { segmentId, startMs, offsetSamples: offset, samples } of spans) {
    const start = msToSamples(startMs, sampleRate);
    const before = pieces.at(-1);
    const end = before ? before.start + before.samples : 0;
    const isNear = Math.abs(start - end) <= msToSamples(SEAM_MS, sampleRate);
    const goesOn = before?.segmentId === segmentId && isNear;
    if (before && goesOn) before.isGoneOnWith = true;
    const from = goesOn ? end : start;
    pieces.push({ segmentId, start: from, offset, samples, goesOn, isGoneOnWith: false });
  }
  return pieces;
}

/** The persona's channel: silence, and in it what was played, where it was played. */
export class SegmentTimeline {
  private readonly pieces: readonly Piece[];
  private readonly fadeSamples: number;
  private first = 0;

  constructor(
    spans: readonly PlaybackSpan[],
    sampleRate: number,
    private readonly read: ReadSamples,
  ) {
    this.fadeSamples = msToSamples(FADE_MS, sampleRate);
    this.pieces = toPieces(spans, sampleRate);
  }

  /** Of the last piece, in samples. */
  get end(): number {
    return this.pieces.reduce((end, piece) => Math.max(end, piece.start + piece.samples), 0);
  }

  /** Blocks are asked for in order. */
  block(start: number, length: number): Int16Array {
    const block = new Int16Array(length);
    for (let index = this.first; index < this.pieces.length; index++) {
      const piece = this.pieces[index];
      if (!piece || piece.start >= start + length) break;
      const end = piece.start + piece.samples;
      if (end <= start) {
        this.first = index + 1;
        continue;
      }
      const from = Math.max(start, piece.start);
      const into = block.subarray(from - start, Math.min(end, start + length) - start);
      this.read(piece.offset + from - piece.start, into);
      this.fade(into, from - piece.start, piece);
    }
    return block;
  }

  private fade(samples: Int16Array, from: number, piece: Piece): void {
    const total = piece.samples;
    const fade = Math.min(this.fadeSamples, total / 2);
    for (let index = 0; index < samples.length; index++) {
      const begun = piece.goesOn ? Infinity : from + index;
      const left = piece.isGoneOnWith ? Infinity : total - 1 - from - index;
      const edge = Math.min(begun, left);
      if (edge < fade) samples[index] = Math.round(((samples[index] ?? 0) * edge) / fade);
    }
  }
}
