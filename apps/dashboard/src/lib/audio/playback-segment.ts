/**
 * One segment of a voice: what of it is still to be played, and what was played last, so that a word
 * which a pause has cut can be said again. Counts in samples.
 */
export class PlaybackSegment {
  ended = false;
  /** Of the segment, from its first sample. */
  playedSamples = 0;
  /** Written and not played. */
  leftSamples = 0;
  private readonly chunks: Float32Array[] = [];
  /** Of the chunk that is being played. */
  private index = 0;
  /** Samples of that chunk that are played. */
  private offset = 0;
  /** Played samples of the chunks that are kept. */
  private keptSamples = 0;

  constructor(
    readonly id: string,
    /** Played samples that are kept, at least. */
    private readonly keep: number,
  ) {}

  write(samples: Float32Array): void {
    if (samples.length > 0) {
      this.chunks.push(samples);
      this.leftSamples += samples.length;
    }
  }

  /** Fills as much of `output` as there is; returns how much that was. */
  read(output: Float32Array): number {
    let at = 0;
    while (at < output.length) {
      const chunk = this.chunks[this.index];
      if (!chunk) {
        break;
      }
      const count = Math.min(output.length - at, chunk.length - this.offset);
      output.set(chunk.subarray(this.offset, this.offset + count), at);
      at += count;
      this.offset += count;
      if (this.offset === chunk.length) {
        this.index += 1;
        this.offset = 0;
      }
    }
    this.move(at);
    this.forget();
    return at;
  }

  /** Goes back to a position, as far as that is kept; never forwards. */
  rewind(toSample: number): void {
    const wanted = this.playedSamples - Math.max(0, toSample);
    let left = Math.min(Math.max(0, Math.round(wanted)), this.keptSamples);
    this.move(-left);
    while (left > this.offset) {
      left -= this.offset;
      this.index -= 1;
      this.offset = this.chunks[this.index]?.length ?? 0;
    }
    this.offset -= left;
  }

  private move(samples: number): void {
    this.playedSamples += samples;
    this.keptSamples += samples;
    this.leftSamples -= samples;
  }

  private forget(): void {
    let oldest = this.chunks[0];
    while (oldest && this.index > 0 && this.keptSamples - oldest.length >= this.keep) {
      this.keptSamples -= oldest.length;
      this.chunks.shift();
      this.index -= 1;
      oldest = this.chunks[0];
    }
  }
}
