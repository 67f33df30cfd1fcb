import { folded, sentencesOf } from './words';

const list = (words: string): ReadonlySet<string> => new Set(words.split(' '));

const OPEN_WORDS = list('what how why which who whom whose where when');
const AUXILIARIES = list(
  'do does did is are was were have has had can could will would should shall may might am',
);
const SUBJECTS = list('i you he she it we they that this there your the my our any anyone anybody');
/** What may stand before a question without making it a statement. */
const LEADS = list(
  'so and but okay ok well now then um uh yeah yes right hi hey sorry just also or because great',
);
const OPEN_INVITATIONS = [
  'tell me',
  'walk me through',
  'talk me through',
  'describe',
  'help me understand',
];

/** A question as asked aloud: by its mark, or by a wh-word or inverted verb at its start. */
export const isQuestion = (sentence: string): boolean => {
  if (sentence.trimEnd().endsWith('?')) return true;
  const [first, second, third] = withoutLeads(sentence);
  if (first && !second) return OPEN_WORDS.has(first);
  if (!first || !second) return false;
  if (AUXILIARIES.has(first)) return SUBJECTS.has(second);
  if (!OPEN_WORDS.has(first)) return false;
  if (AUXILIARIES.has(second)) return true;
  // "Who decides that": the verb itself is inverted.
  if (first === 'who' && second.endsWith('s')) return true;
  // "How many do you have", but not "when I was there".
  return third !== undefined && AUXILIARIES.has(third) && !SUBJECTS.has(second);
};

/** Invites more than a yes or no: a wh-word leads, or an invitation to tell. */
export const isOpenQuestion = (sentence: string): boolean => {
  const words = withoutLeads(sentence);
  const first = words[0] ?? '';
  if (isInvitation(sentence)) return true;
  if (!isQuestion(sentence)) return false;
  if (OPEN_WORDS.has(first)) return true;
  // "In your team, how do you ...?" and "Can you tell me how ...?" are open all the same.
  return (
    words.some(
      (word, index) =>
        index > 0 &&
        index < 8 &&
        (word === 'how' || word === 'what' || word === 'why') &&
        !AUXILIARIES.has(first),
    ) || OPEN_INVITATIONS.some((phrase) => folded(sentence).includes(` ${phrase} `))
  );
};

/** "Tell me about ...": a question in effect, though it carries no question mark. */
export const isInvitation = (sentence: string): boolean => {
  const start = ` ${withoutLeads(sentence).join(' ')} `;
  return OPEN_INVITATIONS.some((phrase) => start.startsWith(` ${phrase} `));
};

export const questionsIn = (text: string): string[] =>
  sentencesOf(text).flatMap((sentence) => {
    if (isQuestion(sentence) || isInvitation(sentence)) return [sentence];
    const embedded = questionWithin(sentence);
    return embedded ? [embedded] : [];
  });

/** "So I was wondering how do you handle that": recognised speech has neither mark nor commas. */
const questionWithin = (sentence: string): string | undefined => {
  if (/[.!,;:]/.test(sentence)) return undefined;
  const words = folded(sentence).trim().split(' ');
  for (let index = 1; index < words.length - 1; index += 1) {
    if (!startsQuestion(words.slice(index, index + 6))) continue;
    return words.slice(index).join(' ');
  }
  return undefined;
};

/** Only "you" after the verb is certain: "who was the manager" may be a mere clause. */
const startsQuestion = (words: readonly string[]): boolean => {
  const [first = '', second = '', third = ''] = words;
  if (AUXILIARIES.has(first)) return second === 'you' && first !== 'had';
  if (!OPEN_WORDS.has(first)) return false;
  if (second === 'about' && (third === 'you' || third === 'your')) return true;
  if (AUXILIARIES.has(second) && (third === 'you' || third === 'your')) return true;
  return words.some((word, at) => at > 1 && AUXILIARIES.has(word) && words[at + 1] === 'you');
};

const withoutLeads = (sentence: string): string[] => {
  const words = folded(sentence).trim().split(' ');
  let index = 0;
  while (index < words.length - 1 && LEADS.has(words[index] ?? '')) index += 1;
  return words.slice(index, index + 12);
};
