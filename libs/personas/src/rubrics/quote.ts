import { sameSpelling } from '../text/words';
import type { TranscriptTurn } from '../transcript';
import type { CheckVerdict } from './rubric.schema';

/**
 * Finds a quote in the trainee's turns, the numbered one (from 1) first, and returns it exactly as
 * the transcript spells it; undefined when it does not stand there, case and white space aside.
 */
export const locateQuote = (
  turns: readonly TranscriptTurn[],
  quote: string,
  turnNumber = 0,
): NonNullable<CheckVerdict['quote']> | undefined => {
  const wanted = sameSpelling(quote);
  if (wanted.length < 2) return undefined;
  const named = turns[turnNumber - 1];
  const candidates = [...(named ? [named] : []), ...turns];
  for (const turn of candidates) {
    const text = turn.speaker === 'trainee' ? literalIn(turn.text, wanted) : undefined;
    if (text) return { turnId: turn.id, atMs: turn.startMs, text };
  }
  return undefined;
};

/** Whether anybody said it. */
export const wasSaid = (turns: readonly TranscriptTurn[], quote: string): boolean => {
  const wanted = sameSpelling(quote);
  return wanted.length > 1 && turns.some(({ text }) => sameSpelling(text).includes(wanted));
};

/** The words of `text`, whole and untouched, that read like `wanted` once folded. */
const literalIn = (text: string, wanted: string): string | undefined => {
  if (!sameSpelling(text).includes(wanted)) return undefined;
  const words = [...text.matchAll(/\S+/g)].map((match) => ({
    startsAt: match.index,
    endsAt: match.index + match[0].length,
    folded: sameSpelling(match[0]),
  }));
  const count = wanted.split(' ').length;
  const at = words.findIndex((_, index) =>
    words
      .slice(index, index + count)
      .map(({ folded }) => folded)
      .join(' ')
      .includes(wanted),
  );
  const [first, last] = [words[at], words[at + count - 1]];
  return first && last ? text.slice(first.startsAt, last.endsAt) : undefined;
};
