import { CARRIES_NEGATION } from './light-words';
import type { Mention } from './mentions';
import { PAUSE } from './speech-words';

const FURTHEST = 8;
const NEGATORS = new Set(
  'not no never nor neither without except skip forget than avoid drop hate enough stop nix kein keine nicht pas sans sin'.split(
    ' ',
  ),
);
/** Two words that deny what follows. */
const NEGATING_PAIRS = new Set(
  'anything but,anyone but,anybody but,everyone but,everything but,all but,anything except,instead of,rather than,other than,no more,enough of,sick of,tired of,fed up,bored of,enough with,leave out'.split(
    ',',
  ),
);
/** "No the interview" has lost its comma: it denies what was said before, not what follows. */
const AFTER_A_PLAIN_NO = new Set('the a an that i let make give wait sorry'.split(' '));
const DISMISSALS =
  /^(?:no(?: ,|$)|(?:is|are) (?:not (?:for me|my|what|it|really)|boring|dull|pointless|useless|out)|(?:bores|bore) me)/;
const JOINS = new Set(['or', 'and', 'nor', 'and not']);

/** Whether each mention is wanted (`true`) or turned down, in the order of the mentions. */
export const polarities = (words: readonly string[], mentions: readonly Mention[]): boolean[] => {
  const wanted: boolean[] = [];
  for (const [index, mention] of mentions.entries()) {
    const before = mentions[index - 1];
    if (before && joins(words, before, mention)) wanted.push(wanted[index - 1] ?? true);
    else wanted.push(!isDenied(words, mention, before) && !isDismissed(words, mention));
  }
  return wanted;
};

/** "No cold calls or interviews": what is joined to something unwanted is unwanted too. */
const joins = (words: readonly string[], before: Mention, { start }: Mention): boolean => {
  const between = words.slice(before.end, start);
  const [first, ...rest] = between;
  return JOINS.has(first ?? '') && rest.every((word) => CARRIES_NEGATION.has(word));
};

const isDenied = (
  words: readonly string[],
  { start }: Mention,
  before: Mention | undefined,
): boolean => {
  const from = Math.max(before?.end ?? 0, start - FURTHEST);
  for (let at = start - 1; at >= from; at -= 1) {
    const word = words[at] ?? '';
    if (word === PAUSE) return false;
    if (NEGATING_PAIRS.has(`${words[at - 1] ?? ''} ${word}`)) return true;
    if (word === 'over' && before && at === before.end) return true;
    if (NEGATORS.has(word)) return denies(words, at, start);
    if (!CARRIES_NEGATION.has(word)) return false;
  }
  return false;
};

/** "Why not interviews" and "I can not do cold calls" ask for them; "no, the interview" does too. */
const denies = (words: readonly string[], at: number, start: number): boolean => {
  const word = words[at];
  const previous = words[at - 1] ?? '';
  if (word === 'no') return !AFTER_A_PLAIN_NO.has(words[at + 1] ?? '');
  if (word !== 'not') return word !== 'never' || words[at + 1] !== 'do';
  if (previous === 'why') return false;
  if (previous === 'can' || previous === 'could') {
    return words.slice(start).some((later) => later === 'today' || later === 'now');
  }
  return true;
};

/** "Sales no, interviews no, small talk yes"; "small talk is boring". */
const isDismissed = (words: readonly string[], { end }: Mention): boolean =>
  DISMISSALS.test(words.slice(end, end + 4).join(' '));
