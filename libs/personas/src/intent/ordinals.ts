import type { Mode } from '../persona.schema';

/** In the order in which the greeter names them, and the keypad's digits. */
export const OFFERED_MODES: readonly Mode[] = ['cold_call', 'interview', 'small_talk'];

const places = (words: string): ReadonlyMap<string, number> =>
  new Map(
    words.split(' ').map((entry) => {
      const [word = '', place] = entry.split(':');
      return [word, Number(place) - 1];
    }),
  );

const ORDINALS = places(
  'first:1 second:2 middle:2 third:3 last:3 final:3 erste:1 zweite:2 dritte:3 primera:1 segunda:2 tercera:3 premier:1 premiere:1 deuxieme:2 troisieme:3',
);

const NUMBERS = places(
  '1:1 2:2 3:3 one:1 two:2 three:3 eins:1 zwei:2 drei:3 uno:1 dos:2 tres:3 deux:2 trois:3',
);

/** What a recogniser writes for a number that stands alone or behind "number". */
const MISHEARD_NUMBERS = places('won:1 wan:1 to:2 too:2 tree:3 free:3');

const ANNOUNCES_NUMBER = new Set(
  'number numbers option press choice digit item key button numero nummer'.split(' '),
);
/** "One second", "at last". */
const NO_ORDINAL_BEHIND = new Set('a one per each every another at my this half'.split(' '));
const LETTERS = places('a:1 b:2 c:3');
const NOUNS = new Set('one ones option choice thing item suggestion exercise'.split(' '));
const SINGLE = new Set(
  'please thanks yes i think guess would will say okay just let us me go with for take choose pick do like'.split(
    ' ',
  ),
);

export type Ordinal = { mode: Mode; length: number };

/** An ordinal at a place in an utterance, "the second one" or "option 3". */
export const ordinalAt = (words: readonly string[], at: number): Ordinal | undefined =>
  announcedNumber(words, at) ?? ordinalWord(words, at);

const announcedNumber = (words: readonly string[], at: number): Ordinal | undefined => {
  if (!ANNOUNCES_NUMBER.has(words[at] ?? '')) return undefined;
  const said = words[at + 1] ?? '';
  return ordinal(NUMBERS.get(said) ?? MISHEARD_NUMBERS.get(said) ?? LETTERS.get(said), 2);
};

/** "The first one", "second, please", but not "for the first time" or "first, I want". */
const ordinalWord = (words: readonly string[], at: number): Ordinal | undefined => {
  const index = ORDINALS.get(words[at] ?? '');
  if (index === undefined) return undefined;
  const next = words[at + 1];
  if (next !== undefined && NOUNS.has(next)) return ordinal(index, 2);
  const previous = words[at - 1] ?? '';
  const ends = next === undefined || !/^[a-z]{2,}$/.test(next);
  const alone = ends || (next === 'please' && words.length <= 4);
  return (previous === 'the' && ends) || (alone && !NO_ORDINAL_BEHIND.has(previous))
    ? ordinal(index, 1)
    : undefined;
};

/** Bare numbers count only when hardly anything else was said: "the sales one" is no number. */
export const bareNumberAt = (words: readonly string[], at: number): Ordinal | undefined => {
  const said = words[at] ?? '';
  const known = NUMBERS.get(said) ?? (words.length === 1 ? MISHEARD_NUMBERS.get(said) : undefined);
  return ordinal(known, 1);
};

/** Whether an utterance holds nothing but numbers and what goes with them. */
export const isBareNumbers = (words: readonly string[]): boolean =>
  words.length <= 8 &&
  words.every(
    (word) =>
      NUMBERS.has(word) ||
      (words.length === 1 && MISHEARD_NUMBERS.has(word)) ||
      SINGLE.has(word) ||
      [',', 'not', 'no', 'wait', 'sorry', 'rather', 'actually', 'the'].includes(word),
  );

const ordinal = (index: number | undefined, length: number): Ordinal | undefined => {
  const mode = index === undefined ? undefined : OFFERED_MODES[index];
  return mode && { mode, length };
};
