const ASKING = ['Tell me about', 'Can you tell me about', 'Can you think of', 'Describe'];
const WHEN = /^When (?:have|did) you (?:last |have to )?/;
const EVER = /^Have you ever /;

/** "a time you had to learn something new in a hurry" out of the question that asks for it. */
export const gistOf = (question: string): string | undefined => {
  const first = question.split(/[.?]/)[0] ?? '';
  if (first.startsWith('Tell me a bit about yourself')) {
    return 'who you are and what brings you here';
  }
  const lead = ASKING.find((start) => first.startsWith(start));
  if (lead) return first.slice(lead.length).trim();
  if (EVER.test(first)) return `a time when you ${first.replace(EVER, '')}`;
  if (WHEN.test(first)) return `a time when you ${inThePast(first)}`;
  return undefined;
};

/** "When did you last have to convince ..." reads "had to convince ..." in a retelling. */
const inThePast = (question: string): string =>
  question
    .replace(/^When did you (?:last )?have to /, 'had to ')
    .replace(/^When (?:have|did) you (?:last )?/, '')
    .replace(/^change your mind/, 'changed your mind')
    .replace(/^notice /, 'noticed ');
