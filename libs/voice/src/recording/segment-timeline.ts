import { msToSamples } from '../audio/pcm';
import type { PlaybackSpan } from './playback-spans';

/** Where a cut would click, the sound is faded. */
const FADE_MS = 4;

/** Reads samples of a file into `into`; what lies beyond its end stays silence. */
export type ReadSamples = (offsetSamples: number, into: Int16Array) => void;

/** The persona's channel: silence, and in it what was played, where it was played. */
export class SegmentTimeline {
  private readonly pieces: readonly { start: number; offset: number; samples: number }[];
  private readonly fadeSamples: number;
  private first = 0;

  constructor(
    spans: readonly PlaybackSpan[],
    sampleRate: number,
    private readonly read: ReadSamples,
  ) {
    this.fadeSamples = msToSamples(FADE_MS, sampleRate);
    this.pieces = spans.map(({ startMs, offsetSamples, samples }) => ({
      start: msToSamples(startMs, sampleRate),
      offset: offsetSamples,
      samples,
    }));
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
      this.fade(into, from - piece.start, piece.samples);
    }
    return block;
  }

  private fade(samples: Int16Array, from: number, total: number): void {
    const fade = Math.min(this.fadeSamples, total / 2);
    for (let index = 0; index < samples.length; index++) {
      const edge = Math.min(from + index, total - 1 - from - index);
      if (edge < fade) samples[index] = Math.round(((samples[index] ?? 0) * edge) / fade);
    }
  }
}
