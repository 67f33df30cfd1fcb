/** Longer input is cut: nobody says more in one turn, and what is pasted must not cost time. */
export const MAX_TURN_CHARS = 4000;

// Separators and letters are disjoint classes, so matching is linear.
const WORD = /[\p{L}\p{N}]+(?:['-][\p{L}\p{N}]+)*/gu;

const straightened = (text: string): string => text.replaceAll('’', "'").replaceAll('‘', "'");

/** Words in their own spelling, without punctuation. */
export const wordsOf = (text: string): string[] => straightened(text).match(WORD) ?? [];

export const countWords = (text: string): number => wordsOf(text).length;

/** Splits at sentence ends; the punctuation stays with its sentence. */
export const sentencesOf = (text: string): string[] => {
  const sentences: string[] = [];
  let start = 0;
  for (let index = 0; index < text.length; index += 1) {
    if (!'.?!\n'.includes(text.charAt(index))) continue;
    const next = text.charAt(index + 1);
    if (next !== '' && !' \n"'.includes(next)) continue;
    if (isPause(text, index)) continue;
    sentences.push(text.slice(start, index + 1).trim());
    start = index + 1;
  }
  sentences.push(text.slice(start).trim());
  return sentences.filter((sentence) => wordsOf(sentence).length > 0);
};

/** "the... the report": dots inside a sentence, which goes on in lower case. */
const isPause = (text: string, index: number): boolean => {
  if (text.charAt(index) !== '.' || text.charAt(index - 1) !== '.') return false;
  const after = text.charAt(index + 2);
  return after !== after.toUpperCase();
};

const ENDINGS: readonly (readonly [string, string])[] = [
  ["n't", ' not'],
  ["'ll", ' will'],
  ["'ve", ' have'],
  ["'re", ' are'],
  ["'d", ' would'],
  ["'m", ' am'],
];
const WHOLE: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "can't": 'can not',
    cannot: 'can not',
    "won't": 'will not',
    "let's": 'let us',
    gonna: 'going to',
    wanna: 'want to',
    gotta: 'got to',
    // Recognised speech leaves the apostrophes out.
    im: 'i am',
    ive: 'i have',
    dont: 'do not',
    doesnt: 'does not',
    didnt: 'did not',
    isnt: 'is not',
    wasnt: 'was not',
    cant: 'can not',
    couldnt: 'could not',
    wouldnt: 'would not',
    thats: 'that is',
    whats: 'what is',
    hows: 'how is',
    youre: 'you are',
  }),
);
const IS_AFTER = new Set(
  'it that what how who where when why there here he she everything nobody'.split(' '),
);

const expanded = (word: string): string => {
  const whole = WHOLE.get(word);
  if (whole) return whole;
  for (const [ending, expansion] of ENDINGS) {
    if (word.endsWith(ending)) return word.slice(0, -ending.length) + expansion;
  }
  if (word.endsWith("'s") && IS_AFTER.has(word.slice(0, -2))) return `${word.slice(0, -2)} is`;
  return word;
};

/**
 * Lower case, contractions written out, one space between words and one at each end, so that
 * phrases can be looked up as ` phrase ` without regular expressions.
 */
export const folded = (text: string): string =>
  ` ${wordsOf(text)
    .map((word) => expanded(word.toLowerCase()))
    .join(' ')} `;

/** The first of the phrases that stands in a folded text. */
export const phraseIn = (foldedText: string, phrases: readonly string[]): string | undefined =>
  phrases.find((phrase) => foldedText.includes(` ${phrase} `));

export const hasPhrase = (foldedText: string, phrases: readonly string[]): boolean =>
  phraseIn(foldedText, phrases) !== undefined;

/** Whitespace and case folded: how quotes are compared with a transcript. */
export const sameSpelling = (text: string): string =>
  straightened(text).toLowerCase().split(/\s+/).filter(Boolean).join(' ');
