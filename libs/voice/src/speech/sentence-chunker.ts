import { toSpokenText } from './spoken-text';

/**
 * Cuts streamed text into what is synthesised at once: whole sentences, and at the very beginning
 * the first clause, so that the persona starts to speak early.
 */

/** A first clause shorter than this sounds chopped off; from here on a comma will do. */
const FIRST_CLAUSE_CHARS = 20;
/** Shorter sentences go together with the next one. */
const MIN_SENTENCE_CHARS = 20;
/** Longer sentences are cut at a clause, or at a space when there is none. */
const MAX_CHUNK_CHARS = 240;

const ABBREVIATION =
  /(?:^|[\s("'])(?:mr|mrs|ms|dr|prof|sr|jr|st|vs|etc|e\.g|i\.e|approx|dept|est|inc|ltd|co|corp|no|fig|al|a\.m|p\.m|u\.s|u\.k|bzw|z\.b|d\.h|ca|nr|[a-z])\.\s*$/i;

const CLAUSE_END = /[,;:–—](?=\s)/g;

export class SentenceChunker {
  private buffer = '';
  private first = true;
  private readonly segmenter: Intl.Segmenter;

  constructor(language = 'en') {
    this.segmenter = new Intl.Segmenter(language, { granularity: 'sentence' });
  }

  /** Chunks completed by this text, cleaned for speaking. */
  push(text: string): string[] {
    this.buffer += text;
    const chunks: string[] = [];
    for (let cut = this.nextCut(); cut > 0; cut = this.nextCut()) {
      this.take(cut, chunks);
    }
    return chunks;
  }

  /** What is left, at the end of the text. */
  flush(): string[] {
    const chunks = this.push('');
    this.take(this.buffer.length, chunks);
    return chunks;
  }

  private take(length: number, chunks: string[]): void {
    const spoken = toSpokenText(this.buffer.slice(0, length));
    this.buffer = this.buffer.slice(length);
    if (!/[\p{L}\p{N}]/u.test(spoken)) return;
    chunks.push(spoken);
    this.first = false;
  }

  /** Where the next chunk ends; 0 while it is still growing. */
  private nextCut(): number {
    const sentence = this.sentenceEnd();
    const clause = this.first ? this.clauseEnd(FIRST_CLAUSE_CHARS) : 0;
    if (clause > 0 && (sentence === 0 || clause < sentence)) return clause;
    if (sentence > 0 && sentence <= MAX_CHUNK_CHARS) return sentence;
    return this.buffer.length > MAX_CHUNK_CHARS ? this.forcedCut() : 0;
  }

  /**
   * A sentence counts as ended once something follows it: only then "$29." is told from "$29.50".
   */
  private sentenceEnd(): number {
    let end = 0;
    for (const { segment, index } of this.segmenter.segment(this.buffer)) {
      end = index + segment.length;
      if (end >= this.buffer.length) return 0;
      const soFar = this.buffer.slice(0, end);
      const longEnough = soFar.trim().length >= (this.first ? 2 : MIN_SENTENCE_CHARS);
      if (longEnough && /[\s。！？]$/.test(soFar) && !ABBREVIATION.test(soFar)) return end;
    }
    return 0;
  }

  private clauseEnd(minChars: number): number {
    for (const match of this.buffer.matchAll(CLAUSE_END)) {
      if (match.index + 1 >= minChars) return match.index + 1;
    }
    return 0;
  }

  private forcedCut(): number {
    const head = this.buffer.slice(0, MAX_CHUNK_CHARS);
    const clauses = [...head.matchAll(CLAUSE_END)];
    const last = clauses.at(-1);
    if (last && last.index >= MAX_CHUNK_CHARS / 2) return last.index + 1;
    const space = head.lastIndexOf(' ');
    return space > 0 ? space + 1 : MAX_CHUNK_CHARS;
  }
}

/** A whole text at once. */
export function toChunks(text: string, language = 'en'): string[] {
  const chunker = new SentenceChunker(language);
  return [...chunker.push(text), ...chunker.flush()];
}
