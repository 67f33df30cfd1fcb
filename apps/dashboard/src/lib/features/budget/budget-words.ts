import type { Budget } from '$lib/api/types';
import { dollarsOf } from '$lib/format/money';

export const monthOf = (month: string): string =>
  new Intl.DateTimeFormat(undefined, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${month}T00:00:00Z`),
  );

/** Of the budget, for people: never 100 % before it is spent. */
export const percentOf = (spentMicroUsd: number, budgetMicroUsd: number): number =>
  Math.floor((spentMicroUsd / budgetMicroUsd) * 100);

/** "$12.40", and that it is at least so much where something has no price. */
export const spentInWords = ({
  spentMicroUsd,
  unpriced,
}: Pick<Budget, 'spentMicroUsd' | 'unpriced'>) =>
  `${unpriced > 0 ? 'at least ' : ''}${dollarsOf(spentMicroUsd)}`;

export type Bar = { spent: number; low: number; high: number; budget: number | null };

/** Where things lie on the bar, in percent of its length. */
export const barOf = ({
  spentMicroUsd,
  budget,
  forecast,
}: Pick<Budget, 'spentMicroUsd' | 'budget' | 'forecast'>): Bar => {
  const { lowMicroUsd, highMicroUsd } = forecast;
  const longest = Math.max(spentMicroUsd, budget?.amountMicroUsd ?? 0, highMicroUsd ?? 0, 1);
  const at = (microUsd: number): number => Math.round((microUsd / longest) * 1000) / 10;
  return {
    spent: at(spentMicroUsd),
    low: at(lowMicroUsd ?? spentMicroUsd),
    high: at(highMicroUsd ?? spentMicroUsd),
    budget: budget ? at(budget.amountMicroUsd) : null,
  };
};

export const forecastInWords = ({ forecast }: Pick<Budget, 'forecast'>): string => {
  const { days, highMicroUsd, likelyMicroUsd, lowMicroUsd } = forecast;
  if (likelyMicroUsd === null || lowMicroUsd === null || highMicroUsd === null) {
    return days === 0
      ? 'There is too little to say what the month will cost: no day with calls yet.'
      : `There is too little to say what the month will cost: ${days} of 7 days with calls so far.`;
  }
  return `By the end of the month probably ${dollarsOf(likelyMicroUsd)}, between ${dollarsOf(lowMicroUsd)} and ${dollarsOf(highMicroUsd)} in four of five cases.`;
};

/** "50, 80, 100" as typed; undefined where something in it is no percentage. */
export const typedPercents = (text: string): number[] | undefined => {
  const parts = text.split(/[\s,;%]+/).filter((part) => part !== '');
  const percents = parts.map(Number);
  const isFine = percents.every((one) => Number.isInteger(one) && one >= 1 && one <= 500);
  return isFine && percents.length <= 6 ? percents : undefined;
};
