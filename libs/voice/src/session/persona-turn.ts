import type { SpokenWord } from '../ports/text-to-speech';
import type { ProducedPart } from '../recording/segment-playback';
import type { HeardText } from '../speech/heard-text';
import { heardText } from '../speech/heard-text';

export type Segment = {
  id: string;
  text: string;
  /** Its text came along with its sound. */
  grows: boolean;
  words: SpokenWord[] | null;
  /** Null while the far end speaks text by itself. */
  samples: number | null;
  /** Where its audio lies in the call's persona audio. */
  parts: ProducedPart[];
  /** How much of it the log knows of while it is still made. */
  toldSamples: number;
  /** Something of it went to the sink. */
  sent: boolean;
  /** No more audio follows. */
  ended: boolean;
  /** Its text was made audible to the last word. */
  complete: boolean;
  playedMs: number;
  progressAtMs: number | null;
  finished: boolean;
};

/** One contribution of the persona: what was written for it and how much of it was heard. */
export class PersonaTurn {
  readonly segments: Segment[] = [];
  generatedText = '';
  /** When its first and its last sound left the speaker, on the call's clock. */
  startMs: number | null = null;
  endMs: number | null = null;

  constructor(
    readonly epoch: number,
    readonly turnId: string,
    private readonly sampleRate: number,
  ) {}

  add(text: string, speaksText: boolean): Segment {
    const segment: Segment = {
      id: `${this.turnId}.${this.segments.length + 1}`,
      text,
      grows: false,
      words: null,
      samples: speaksText ? null : 0,
      parts: [],
      toldSamples: 0,
      sent: false,
      ended: false,
      complete: false,
      playedMs: 0,
      progressAtMs: null,
      finished: false,
    };
    this.segments.push(segment);
    return segment;
  }

  /** The segment that is playing, or the next to play. */
  get playing(): Segment | undefined {
    return this.segments.find(({ finished }) => !finished);
  }

  get unfinished(): number {
    return this.segments.filter(({ finished }) => !finished).length;
  }

  get audible(): boolean {
    return this.startMs !== null;
  }

  producedMs({ samples }: Segment): number | null {
    return samples === null ? null : (samples * 1000) / this.sampleRate;
  }

  heard(): HeardText {
    return heardText(
      this.segments.map((segment) => ({ ...segment, producedMs: this.producedMs(segment) })),
    );
  }

  /** The text of what has begun to play. */
  spokenText(): string {
    const begun = this.segments.filter((segment) => segment.finished || segment.playedMs > 0);
    return begun.map(({ text }) => text).join(' ');
  }
}
