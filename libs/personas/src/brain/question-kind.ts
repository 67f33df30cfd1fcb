import { folded, hasPhrase } from '../text/words';
import { phrases } from './lexicon';

/** What kind of answer a question wants, so that even a modest answer fits it. */
export type QuestionKind =
  | 'opinion'
  | 'whyNot'
  | 'whatIf'
  | 'howMuch'
  | 'howLong'
  | 'when'
  | 'why'
  | 'who'
  | 'where'
  | 'how'
  | 'what'
  | 'yesNo';

const OPINIONS = phrases(`
  what do you think, how does that sound, does that sound, does this sound, sound good, sound relevant, sound interesting, make sense, worth it,
  worth a look, what do you say, are you interested, would you be interested, interest you, does that answer, does that help, do you agree, how do you feel about that,
  how do you like that, want to buy, would you buy, deal, does that work, is that fair, would that help, would this help, would that be, could that help
`);
const WHY_NOT = phrases('why not, why is that, what is the reason, what makes you say');
const WHAT_IF = phrases(
  'what happens, what would happen, what if, what happened, what do you do when, what do you do if',
);
const HOW_MUCH = phrases(
  'how many, how much, how big, how large, how far, cost you, does that cost, does it cost, takes you, take you',
);
const WHEN = phrases('when, how often, since when, what time, which day, what day, how soon');
const FIRST: Readonly<Record<string, QuestionKind>> = {
  why: 'why',
  who: 'who',
  whose: 'who',
  whom: 'who',
  where: 'where',
  how: 'how',
  what: 'what',
  which: 'what',
};

/** By its wording; a question without a question word wants a yes or no. */
export const kindOfQuestion = (question: string): QuestionKind => {
  const fold = folded(question);
  const start = ` ${fold.trim().split(' ').slice(0, 7).join(' ')} `;
  if (hasPhrase(fold, OPINIONS)) return 'opinion';
  if (hasPhrase(start, WHY_NOT)) return 'whyNot';
  if (hasPhrase(start, WHAT_IF)) return 'whatIf';
  if (hasPhrase(start, ['how long', 'how old'])) return 'howLong';
  if (hasPhrase(start, HOW_MUCH)) return 'howMuch';
  const words = start.trim().split(' ');
  const lead = words.find((word) => FIRST[word] !== undefined || word === 'when');
  // "Do you know how ...?" is answered by yes or no first, "and how ..." is not.
  if (words.slice(0, 4).includes(lead ?? '') || fold.includes(' tell me ')) {
    if (lead === 'when' || hasPhrase(start, WHEN)) return 'when';
    return FIRST[lead ?? ''] ?? 'yesNo';
  }
  return 'yesNo';
};
