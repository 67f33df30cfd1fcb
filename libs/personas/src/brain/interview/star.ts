import { folded, hasPhrase, wordsOf } from '../../text/words';

/** What a story needs to be one; the interviewer asks for what is missing. */
export type StarPart = 'situation' | 'task' | 'action' | 'result';

export type AnswerShape = {
  words: number;
  parts: ReadonlySet<StarPart>;
  /** Speaks of "we" and hardly ever of "I". */
  onlyWe: boolean;
  /** Neither a figure nor a name nor a time nor a place. */
  vague: boolean;
  figure: boolean;
  /** A figure with what it counts, as said: "30 percent". */
  measure: string | undefined;
  hypothetical: boolean;
};

const phrases = (text: string): readonly string[] => text.split(',').map((phrase) => phrase.trim());

const SITUATION = phrases(
  'when i was, last year, two years ago, a year ago, last month, last spring, last summer, last autumn, last winter, at my last, at my previous, in my last, in my previous, in my current, at my current, at the time, back then, there was, we were, we had, once, one time, my manager, my boss, our director, in my last job, in my team, our team, the project, a project, one project, a customer, a client, at university, my company, our company, the company, in 20, i was working, i worked at, i worked as, months ago, weeks ago, one day, our biggest, our largest',
);
const TASK = phrases(
  'my job was, my task, my role, i was responsible, responsible for, i had to, we had to, i needed to, we needed to, the goal, my goal, our goal, the target, was asked to, i was asked, i was supposed, the deadline, in charge of, it was up to me, i owned, the challenge was, the problem was, expected to, i wanted to, my manager asked',
);
const RESULT = phrases(
  'as a result, in the end, resulted in, increased, reduced, improved, led to, dropped, grew, saved us, saved the, went from, percent, we finished, delivered, on time, under budget, the outcome, successful, successfully, renewed, won the, signed, achieved, doubled, halved, the result, thanks to that, after that, since then, eventually, ended up, so now, promoted, happy with, cut the',
);
const IRREGULAR = new Set(
  'drove found fought wrote taught studied shipped passed made built wrote led took spoke talked went ran set found gave told brought cut chose sat held began did sent put got drew taught broke stood kept rebuilt rewrote won met'.split(
    ' ',
  ),
);
const HYPOTHETICAL = phrases(
  'i would, i would usually, i would always, i usually, i always, generally i, in general, typically',
);

/** Reads an answer for its parts by wording; a rule of thumb, not a judgement. */
export const shapeOf = (text: string): AnswerShape => {
  const fold = folded(text);
  const words = fold.trim().split(' ').filter(Boolean);
  const parts = new Set<StarPart>();
  if (hasPhrase(fold, SITUATION) || /\b(19|20)\d\d\b/.test(fold)) parts.add('situation');
  if (hasPhrase(fold, TASK)) parts.add('task');
  if (ownActions(words) > 0) parts.add('action');
  if (hasPhrase(fold, RESULT)) parts.add('result');
  const count = (word: string): number => words.filter((other) => other === word).length;
  const we = count('we') + count('our') + count('us');
  const i = count('i') + count('my');
  const figure = /\d/.test(fold) || hasPhrase(fold, FIGURES);
  return {
    words: words.length,
    parts,
    onlyWe: count('we') >= 2 && we > i * 2,
    figure,
    measure: measureIn(text),
    vague:
      (words.length < 18 && !figure && !parts.has('action')) ||
      (!figure && !namesSomething(text) && !parts.has('situation') && !parts.has('action')),
    hypothetical: hasPhrase(fold, HYPOTHETICAL) && !parts.has('situation'),
  };
};

const FIGURES =
  'two three four five six seven eight nine ten twelve fifteen twenty thirty forty fifty hundred thousand half percent'.split(
    ' ',
  );

const UNITS =
  'percent|%|euros?|dollars?|pounds?|days?|weeks?|months?|people|customers?|trucks?|orders?|hours?|minutes?|thousand euros?|thousand dollars?|thousand';
const NUMBERS =
  '\\d[\\d.,]{0,10}|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|eighteen|twenty|thirty|forty|fifty|sixty|hundred|(?:two|three|four|five) hundred';
const MEASURE = new RegExp(`\\b(?:${NUMBERS}) ?(?:${UNITS})(?![\\p{L}])`, 'giu');

/** The last one, for results end a story; shares and money before all else. */
const measureIn = (text: string): string | undefined => {
  const found = text
    .slice(0, 4000)
    .split(/[.?!]\s/)
    .flatMap((sentence) => sentence.match(MEASURE) ?? []);
  return (
    found.filter((measure) => /percent|%|euro|dollar|pound/i.test(measure)).at(-1) ?? found.at(-1)
  );
};

/** "I" followed, within two words, by a past form: things the speaker did. */
const ownActions = (words: readonly string[]): number =>
  words.filter((word, index) => word === 'i' && words.slice(index + 1, index + 3).some(isPastForm))
    .length;

const NOT_ACTIONS = new Set(
  'need used supposed tired worried excited interested wanted needed'.split(' '),
);

const isPastForm = (word: string): boolean =>
  IRREGULAR.has(word) || (word.length > 4 && word.endsWith('ed') && !NOT_ACTIONS.has(word));

const namesSomething = (text: string): boolean =>
  text.split(/[.?!]/).some((sentence) =>
    wordsOf(sentence)
      .slice(1)
      .some((word) => /^\p{Lu}\p{Ll}/u.test(word) && word !== 'I'),
  );
