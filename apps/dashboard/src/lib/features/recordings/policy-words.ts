import type { RecordingPolicy } from '../../api/types';

const days = (count: number): string => (count === 1 ? 'one day' : `${count} days`);

/** How long recordings are kept. */
export const keptWords = ({ keptDays }: Pick<RecordingPolicy, 'keptDays'>): string =>
  keptDays === null ? 'until it is deleted' : `for ${days(keptDays)}`;

/** What somebody is told before a call in the browser. */
export const noticeWords = (
  policy: Pick<RecordingPolicy, 'keptDays'>,
  recorded: boolean,
): string =>
  recorded
    ? `This call is recorded, so that you can hear it again. The sound is kept ${keptWords(policy)}.`
    : 'This call is not recorded. Only what was said is kept, as text.';

/** What somebody is told before they are rung; nothing where they are told or asked in the call. */
export const ringNoticeWords = (
  policy: Pick<RecordingPolicy, 'keptDays' | 'telephone'>,
  partnerIsChosen: boolean,
): string | null => {
  if (!partnerIsChosen) return null;
  if (policy.telephone === 'announce') {
    return `The call is recorded, so that you can hear it again. The sound is kept ${keptWords(policy)}.`;
  }
  return policy.telephone === 'ask'
    ? 'The call is not recorded, because nobody asks you in it. Let Sparline ring you, and it asks.'
    : null;
};
