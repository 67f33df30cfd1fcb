import type { Allowance } from '$lib/api/types';
import { minutesOf } from '$lib/format/minutes';
import { dayOf } from '$lib/format/time';

/** "60 min each month, next on 1 Dec 2026, up to 20 min are carried over". */
export const allowanceWords = (allowance: Allowance, locale?: string): string => {
  const { monthlyMs, rollOver, rollOverCapMs, nextAt } = allowance;
  const carried = rollOverCapMs === null ? 'what is left' : `up to ${minutesOf(rollOverCapMs)}`;
  const rest = rollOver ? `${carried} is carried over` : 'what is left ends with the month';
  return `${minutesOf(monthlyMs)} each month, next on ${dayOf(nextAt, locale)}; ${rest}.`;
};
