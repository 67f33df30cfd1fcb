import type { MyQuota } from '$lib/api/types';
import { minutesOf } from '$lib/format/minutes';

/** With less no call begins. */
const LEAST_CALL_SECONDS = 15;

export const isUsedUp = ({ limited, secondsLeft }: MyQuota): boolean =>
  limited && (secondsLeft ?? 0) < LEAST_CALL_SECONDS;

/** What a person has to practise with, and whose minutes they are. */
export const myMinutesOf = (quota: MyQuota): string => {
  const { limited, paidBy, secondsLeft } = quota;
  if (!limited) return 'You may practise as long as you like.';
  const left = minutesOf((secondsLeft ?? 0) * 1000);
  const whose = paidBy === 'organization' ? 'your organization shares' : 'you have';
  return isUsedUp(quota)
    ? 'No minutes are left. Ask an administrator for more.'
    : `${left} left of the minutes ${whose}.`;
};
