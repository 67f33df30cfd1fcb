import type { MyQuota } from '$lib/api/types';
import { minutesOf } from '$lib/format/minutes';
import { dayOf, lastDayOf } from '$lib/format/time';

/** With less no call begins. */
const LEAST_CALL_SECONDS = 15;

const WHOSE = {
  member: 'you have',
  team: 'your team shares',
  organization: 'your organization shares',
} as const;

export const isUsedUp = ({ limited, secondsUsable }: MyQuota): boolean =>
  limited && (secondsUsable ?? 0) < LEAST_CALL_SECONDS;

/** What a person has to practise with, and whose minutes they are. */
export const myMinutesOf = (quota: MyQuota): string => {
  const { limited, paidBy, secondsLeft, secondsUsable } = quota;
  if (!limited) return 'You may practise as long as you like.';
  if (isUsedUp(quota)) return 'No minutes are left. Ask an administrator for more.';
  const leftMs = (secondsLeft ?? 0) * 1000;
  const whose = WHOSE[paidBy ?? 'member'];
  if (leftMs > 0) return `${minutesOf(leftMs)} left of the minutes ${whose}.`;
  const more = minutesOf((secondsUsable ?? 0) * 1000);
  return `${minutesOf(-leftMs)} over the minutes ${whose}. You may go on for ${more}.`;
};

/** What comes and what ends, a sentence each. */
export const comingMinutesOf = (quota: MyQuota, locale?: string): string[] => {
  const { nextAllowance, nextExpiry } = quota;
  return [
    ...(nextAllowance
      ? [
          `${minutesOf(nextAllowance.seconds * 1000)} more come on ${dayOf(nextAllowance.at, locale)}.`,
        ]
      : []),
    ...(nextExpiry
      ? [
          `${minutesOf(nextExpiry.seconds * 1000)} of them end on ${lastDayOf(nextExpiry.at, locale)}.`,
        ]
      : []),
  ];
};
