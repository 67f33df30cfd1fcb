import { minutesOf } from '$lib/format/minutes';
import type { Change } from './change-draft';

const MINUTE_MS = 60_000;
const inWords = (minutes: number): string => minutesOf(minutes * MINUTE_MS);

/** What is agreed on by a change, which its numbers do not show; undefined where they tell it all. */
export const changeWords = ({ allowance, limit, removeAllowance }: Change): string | undefined => {
  if (removeAllowance) return 'Nothing more comes each month; what came stays.';
  if (limit) {
    return limit.kind === 'hard'
      ? 'Calls end at zero.'
      : `Calls may go over by ${inWords(limit.overMinutes ?? 0)}.`;
  }
  if (!allowance) return undefined;
  const { monthlyMinutes, rollOver, rollOverCapMinutes } = allowance;
  const cap =
    (rollOverCapMinutes ?? null) === null
      ? 'what'
      : `up to ${inWords(rollOverCapMinutes ?? 0)} of what`;
  const rest = rollOver ? `${cap} is left is carried over` : 'what is left ends with the month';
  return `${inWords(monthlyMinutes)} each month; ${rest}. Whoever had this month’s already gets more from the next one on.`;
};
