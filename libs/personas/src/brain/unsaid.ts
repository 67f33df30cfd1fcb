import { folded, sentencesOf } from '../text/words';

/**
 * The sentences of a reply that nobody heard, given what was heard of it. Empty when all of it
 * was heard, or when the two do not belong together.
 */
export const unsaidOf = (reply: string, heard: string): string[] => {
  const said = folded(heard).trim();
  const whole = folded(reply).trim();
  if (said === whole || !whole.startsWith(said)) return [];
  const sentences = sentencesOf(reply);
  let length = 0;
  return sentences.filter((sentence) => {
    length += folded(sentence).trim().length + 1;
    return length - 1 > said.length;
  });
};
