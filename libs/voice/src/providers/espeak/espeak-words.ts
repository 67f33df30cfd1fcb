import type { SpokenWord } from '../../ports/text-to-speech';
import type { EspeakEvent } from './espeak-engine';

type OpenWord = { start: number; startMs: number; endMs: number | undefined };

/**
 * Turns eSpeak's events into word times. A word reaches, with the punctuation behind it, up to the
 * next word's first character, so that the words joined are the whole text; its time ends where a
 * pause or the next word begins.
 */
export class EspeakWords {
  private readonly characters: readonly string[];
  private open: OpenWord | undefined;

  constructor(text: string) {
    this.characters = Array.from(text);
  }

  /** The words that these events completed. */
  push(events: readonly EspeakEvent[]): SpokenWord[] {
    const words: SpokenWord[] = [];
    for (const event of events) {
      const isPause = event.type === 'phoneme' && event.id === '';
      if (this.open && isPause) this.open.endMs ??= event.audio_position;
      if (event.type !== 'word') continue;
      const start = event.text_position - 1;
      // A number like $29 is spoken as several words.
      if (this.open && !this.hasGap(this.open.start, start)) {
        this.open.endMs = undefined;
        continue;
      }
      words.push(...this.close(start, event.audio_position));
      this.open = { start, startMs: event.audio_position, endMs: undefined };
    }
    return words;
  }

  /** The last word, once all audio is there. */
  finish(audioMs: number): SpokenWord[] {
    const words = this.close(this.characters.length, audioMs);
    this.open = undefined;
    return words;
  }

  private hasGap(from: number, to: number): boolean {
    return this.characters.slice(from, to).some((character) => character.trim() === '');
  }

  private close(nextStart: number, nextStartMs: number): SpokenWord[] {
    if (!this.open) return [];
    const text = this.characters.slice(this.open.start, nextStart).join('').trim();
    if (text === '') return [];
    const { startMs, endMs } = this.open;
    return [{ text, startMs, endMs: Math.max(startMs, endMs ?? nextStartMs) }];
  }
}
