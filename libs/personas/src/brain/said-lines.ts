import { folded, sentencesOf } from '../text/words';
import { type Random, shuffled } from './random';

/** Shorter sentences are acknowledgements, which people do repeat. */
const REPEATABLE_WORDS = 3;

/** Remembers every sentence the persona has said, so that none comes twice in a call. */
export class SaidLines {
  private readonly said = new Set<string>();
  private readonly sentences = new Map<string, string[]>();

  constructor(private readonly random: Random) {}

  /** One of the lines of which no sentence was said before, in random order; marks it as said. */
  pick(lines: readonly string[]): string | undefined {
    const line = shuffled(lines, this.random).find((candidate) => this.isFresh(candidate));
    if (line !== undefined) this.mark(line);
    return line;
  }

  /** Like `pick`, but in the order given. */
  pickFirst(lines: readonly string[]): string | undefined {
    const line = lines.find((candidate) => this.isFresh(candidate));
    if (line !== undefined) this.mark(line);
    return line;
  }

  isFresh(line: string): boolean {
    return this.sentencesOf(line).every((sentence) => !this.said.has(sentence));
  }

  mark(line: string): void {
    for (const sentence of this.sentencesOf(line)) this.said.add(sentence);
  }

  /** What was cut off before anybody heard it may be said after all. */
  release(line: string): void {
    for (const sentence of this.sentencesOf(line)) this.said.delete(sentence);
  }

  /** The same few hundred lines are looked at again and again. */
  private sentencesOf(line: string): string[] {
    const known = this.sentences.get(line);
    if (known) return known;
    const sentences = distinctiveSentences(line);
    this.sentences.set(line, sentences);
    return sentences;
  }
}

const distinctiveSentences = (line: string): string[] =>
  sentencesOf(line)
    .map((sentence) => folded(sentence).trim())
    .filter((sentence) => sentence.split(' ').length > REPEATABLE_WORDS);
