import type { SpokenWord } from '../ports/text-to-speech';

/** A segment of speech and how much of it was heard. */
export type SpokenSpan = {
  text: string;
  /** Times from the start of the segment; null when the voice gives none. */
  words: readonly SpokenWord[] | null;
  /** Audio made so far, in milliseconds; null when the far end speaks by itself. */
  producedMs: number | null;
  /** No more audio will be made for it. */
  complete: boolean;
  playedMs: number;
  /** It was played to its end. */
  finished: boolean;
};

export type HeardText = {
  text: string;
  /** Cut by proportion, not by word times. */ estimated: boolean;
};

/** About 900 characters a minute, an unhurried speaker; used where no duration is known. */
export const MS_PER_CHARACTER = 65;

/** The words of a turn that reached the ear, cut after the last one that was heard to its end. */
export function heardText(spans: readonly SpokenSpan[]): HeardText {
  const parts: string[] = [];
  let estimated = false;
  for (const span of spans) {
    const heard = heardOf(span);
    if (heard.text !== '') parts.push(heard.text);
    estimated ||= heard.estimated;
    if (heard.text !== span.text) break;
  }
  return { text: parts.join(' '), estimated };
}

function heardOf(span: SpokenSpan): HeardText {
  if (span.producedMs === 0) return { text: '', estimated: false };
  if (span.finished && (span.complete || span.producedMs === null)) {
    return { text: span.text, estimated: false };
  }
  const playedMs = Math.min(span.playedMs, span.producedMs ?? span.playedMs);
  if (playedMs <= 0) return { text: '', estimated: false };
  if (span.words && span.words.length > 0) {
    return { text: textUpTo(span.text, span.words, playedMs), estimated: false };
  }
  return { text: proportionOf(span, playedMs), estimated: true };
}

/** A word of which no more than this is missing was heard: where a line was cut is known no better. */
const ALMOST_HEARD_MS = 40;

/**
 * The beginning of the word that a pause after `playedMs` has cut, in milliseconds; `playedMs` itself
 * between two words, at the very end of one, and where the voice gives no times.
 */
export function lastWordBoundary(words: readonly SpokenWord[] | null, playedMs: number): number {
  const cut = words?.find(({ endMs }) => endMs > playedMs + ALMOST_HEARD_MS);
  return cut ? Math.min(cut.startMs, playedMs) : playedMs;
}

/** The voice's words are looked up in the text one after the other, to keep its punctuation. */
function textUpTo(text: string, words: readonly SpokenWord[], playedMs: number): string {
  const lower = text.toLowerCase();
  let end = 0;
  for (const word of words) {
    if (word.endMs > playedMs) break;
    const bare = word.text.toLowerCase().replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
    const at = bare === '' ? -1 : lower.indexOf(bare, end);
    if (at >= 0) end = at + bare.length;
  }
  while (end > 0 && end < text.length && /[^\p{L}\p{N}\s]/u.test(text.charAt(end))) end += 1;
  return text.slice(0, end).trim();
}

function proportionOf(span: SpokenSpan, playedMs: number): string {
  const guessMs = span.text.length * MS_PER_CHARACTER;
  const totalMs =
    span.complete && span.producedMs !== null
      ? span.producedMs
      : Math.max(guessMs, span.producedMs ?? 0, playedMs);
  const reached = totalMs > 0 ? Math.floor((span.text.length * playedMs) / totalMs) : 0;
  if (reached >= span.text.length) return span.text;
  const lastSpace = span.text.lastIndexOf(' ', reached);
  return lastSpace > 0 ? span.text.slice(0, lastSpace).trimEnd() : '';
}
