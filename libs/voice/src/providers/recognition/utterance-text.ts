import type { TranscribedWord } from '../../ports/speech-to-text';

export type TextPart = { text: string; words: readonly TranscribedWord[]; confidence?: number };

const NOTHING: TextPart = { text: '', words: [] };

/** What one utterance is known to say: parts that will not change, and one that still may. */
export class UtteranceText {
  private settled: TextPart[] = [];
  private partial: TextPart = NOTHING;

  get text(): string {
    return join([...this.settled, this.partial]);
  }

  get isOpen(): boolean {
    return this.partial.text !== '';
  }

  /** Replaces what may still change. */
  hears(part: TextPart): void {
    this.partial = part;
  }

  /** Settles what could change until now. */
  settles(part: TextPart): void {
    this.partial = NOTHING;
    if (part.text !== '') this.settled.push(part);
  }

  /** A new connection hears the audio from `fromMs` on again, so only earlier words are kept. */
  keepBefore(fromMs: number): void {
    const words = this.partial.words.filter(({ endMs }) => endMs <= fromMs);
    this.settles({ text: words.map(({ text }) => text).join(' '), words });
  }

  /** The whole utterance; what comes next belongs to another. */
  take(): { text: string; words?: TranscribedWord[]; confidence?: number } {
    const text = this.text;
    const parts = [...this.settled, this.partial].filter((part) => part.text !== '');
    const words = parts.flatMap((part) => part.words);
    const rated = parts.flatMap(({ confidence }) => (confidence === undefined ? [] : [confidence]));
    this.settled = [];
    this.partial = NOTHING;
    return {
      text,
      ...(words.length > 0 && { words }),
      ...(rated.length > 0 && { confidence: Math.min(...rated) }),
    };
  }
}

const join = (parts: readonly TextPart[]): string =>
  parts
    .map(({ text }) => text)
    .filter((text) => text !== '')
    .join(' ');
