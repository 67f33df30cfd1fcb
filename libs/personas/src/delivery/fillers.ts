import { folded } from '../text/words';

/** Hesitations: always fillers. */
const HESITATIONS = new Set('um uh uhm umm uhh erm er hmm hm mmm ah eh'.split(' '));

/** Filler phrases that hardly mean anything where they stand. */
const PHRASES = [
  ['you', 'know'],
  ['i', 'mean'],
  ['sort', 'of'],
  ['kind', 'of'],
  ['or', 'something'],
  ['or', 'whatever'],
  ['and', 'stuff'],
];
const SINGLE = new Set('basically literally actually honestly'.split(' '));

/** "like" is a filler unless a verb, a comparison or a wish comes before it. */
const BEFORE_REAL_LIKE = new Set(
  `would i you we they to not does do did really feel feels felt look looks looked sound sounds
  sounded seem seems something anything nothing more much people who also
  companies teams customers agencies just what things`.split(/\s+/),
);
const FORMS_OF_BE = new Set('is are was were be am been'.split(' '));
/** "It was like really big", but "it was like a dream". */
const AFTER_FILLING_LIKE = new Set(
  'really so very super just totally you i we they the not'.split(' '),
);

/** "do you know", "what kind of": there the words mean what they say. */
const BEFORE_REAL_PHRASE = new Set(
  'do did as if let what this that which any some a the'.split(' '),
);

export type Filler = { text: string; wordIndex: number };

/** English fillers in the order they were said; `wordIndex` counts the words before each. */
export const fillersIn = (text: string): Filler[] => {
  const words = folded(text).trim().split(' ').filter(Boolean);
  const found: Filler[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    const before = words[index - 1] ?? '';
    const phrase = PHRASES.find(([first, second]) => word === first && words[index + 1] === second);
    if (phrase && !BEFORE_REAL_PHRASE.has(before)) {
      found.push({ text: phrase.join(' '), wordIndex: index });
      index += 1;
    } else if (HESITATIONS.has(word) || SINGLE.has(word)) {
      found.push({ text: word, wordIndex: index });
    } else if (word === 'like' && isFillingLike(before, words[index + 1] ?? '')) {
      found.push({ text: word, wordIndex: index });
    }
  }
  return found;
};

const isFillingLike = (before: string, after: string): boolean => {
  if (before === '' || BEFORE_REAL_LIKE.has(before)) return false;
  return !FORMS_OF_BE.has(before) || AFTER_FILLING_LIKE.has(after);
};

const HEDGES = [
  'maybe',
  'perhaps',
  'possibly',
  'probably',
  'i think',
  'i guess',
  'i suppose',
  'i believe',
  'i feel like',
  'a little bit',
  'a bit',
  'somewhat',
  'kind of',
  'sort of',
  'hopefully',
  'i am not sure',
  'might be',
  'could be',
  'more or less',
  'if that makes sense',
];

/** Words that take back a little of what is said; counted, never judged. */
export const hedgesIn = (text: string): number => {
  const fold = folded(text);
  return HEDGES.reduce((sum, hedge) => sum + fold.split(` ${hedge} `).length - 1, 0);
};
