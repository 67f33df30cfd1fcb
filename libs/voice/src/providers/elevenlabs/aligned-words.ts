import type { SpokenWord } from '../../ports/text-to-speech';

/** Times of single characters, in milliseconds from the start of the chunk they came with. */
export type Alignment = {
  chars: readonly string[];
  charStartTimesMs: readonly number[];
  charDurationsMs: readonly number[];
};

/** Puts characters together to words, which chunks may cut in two. */
export class AlignedWords {
  private word: SpokenWord | undefined;

  /** The words these characters complete; `chunkMs` is where their chunk starts in the speech. */
  push(alignment: Alignment, chunkMs: number): SpokenWord[] {
    const words: SpokenWord[] = [];
    for (const [index, text] of alignment.chars.entries()) {
      if (text.trim() === '') {
        words.push(...this.finish());
        continue;
      }
      const startMs = Math.round(chunkMs + (alignment.charStartTimesMs[index] ?? 0));
      const endMs = Math.round(startMs + (alignment.charDurationsMs[index] ?? 0));
      if (this.word) this.word = { ...this.word, text: this.word.text + text, endMs };
      else this.word = { text, startMs, endMs };
    }
    return words;
  }

  /** The last word, which no space follows. */
  finish(): SpokenWord[] {
    const words = this.word ? [this.word] : [];
    this.word = undefined;
    return words;
  }
}
