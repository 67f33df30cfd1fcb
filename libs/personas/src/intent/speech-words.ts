import { folded } from '../text/words';

/** Stands between clauses, wherever the recogniser wrote punctuation. */
export const PAUSE = ',';

/** Longer input is cut: a wish is said in the first breath or not at all. */
const MAX_WORDS = 160;
const MAX_CHARS = 1600;

const SOUNDS = new Set('um uh uhm umm er erm hm hmm mm mmm ah eh oh äh öhm eeh euh'.split(' '));

/** One spelling each for what recognisers and people spell in several ways. */
const SPELLINGS: ReadonlyMap<string, string> = new Map([
  ['practise', 'practice'],
  ['practising', 'practicing'],
  ['practised', 'practiced'],
  ['roleplay', 'role play'],
  ['smalltalk', 'small talk'],
  ['chitchat', 'chit chat'],
  ['coldcall', 'cold call'],
  ['coldcalls', 'cold calls'],
  ['coldcalling', 'cold calling'],
  ['ok', 'okay'],
  ['yeah', 'yes'],
  ['yep', 'yes'],
  ['yup', 'yes'],
  ['nope', 'no'],
  ['nah', 'no'],
  ['pls', 'please'],
  ['mins', 'minutes'],
  ['gimme', 'give me'],
  ['lemme', 'let me'],
  ['behaviour', 'behavior'],
  ['behavioural', 'behavioral'],
  ['dialling', 'dialing'],
  ['ecommerce', 'e commerce'],
  ['startup', 'start up'],
  ['coworker', 'co worker'],
  ['1st', 'first'],
  ['2nd', 'second'],
  ['3rd', 'third'],
]);

const CLAUSE_END = /[.,;:!?…¿¡()"“”\n]+|\s[-–—]+\s/u;
const BEYOND_ASCII = /[\u0080-\uffff]/;
const MARKS = /\p{M}/gu;

/**
 * The words of an utterance in one spelling each, without hesitations, `PAUSE` between clauses:
 * "Um, I'd like - er - the, the second one" is "i would like , the second one".
 */
export const speechWords = (text: string): string[] => {
  const cut = text.slice(0, MAX_CHARS);
  const plain = BEYOND_ASCII.test(cut) ? cut.normalize('NFD').replace(MARKS, '') : cut;
  const words: string[] = [];
  for (const clause of plain.split(CLAUSE_END)) {
    const said = folded(clause).replaceAll('-', ' ').replaceAll("'", ' ').split(' ');
    const kept = said.flatMap((word) =>
      word === '' || SOUNDS.has(word) ? [] : (SPELLINGS.get(word)?.split(' ') ?? [word]),
    );
    append(words, kept);
    if (words.length >= MAX_WORDS) break;
  }
  return words.slice(0, MAX_WORDS);
};

const append = (words: string[], clause: readonly string[]): void => {
  if (clause.length === 0) return;
  // A stutter is no new clause: "the, the second one".
  if (words.length > 0 && words.at(-1) === clause[0]) words.pop();
  else if (words.length > 0) words.push(PAUSE);
  words.push(...clause);
};

/** The clauses of `speechWords`, each joined by single spaces. */
export const clausesOf = (words: readonly string[]): string[] =>
  words
    .join(' ')
    .split(` ${PAUSE} `)
    .filter((clause) => clause !== '');
