import { dayOfQuery, oneOf } from '../../api/query-of';

const PERIODS = ['7', '30', '90', '365'] as const;
export type PeriodDays = (typeof PERIODS)[number];

export type PeriodQuery = {
  from?: string;
  to?: string;
  /** So many days up to today; undefined when the days were chosen one by one. */
  days: PeriodDays | undefined;
};

export const PERIOD_CHOICES = PERIODS.map((value) => ({
  value: String(value),
  label: value === '365' ? 'A year' : `${value} days`,
}));

const DAY_MS = 86_400_000;

/** What the address asks for: days chosen one by one go before a number of days. */
export const periodQueryOf = (url: URL, now: Date): PeriodQuery => {
  const [from, to] = inOrder(dayOfQuery(url, 'from'), dayOfQuery(url, 'to'));
  if (from || to) return { from, to, days: undefined };
  const days = oneOf(url, 'days', PERIODS) ?? '30';
  return { days, from: daysBefore(now, Number(days) - 1), to: daysBefore(now, 0) };
};

type Day = string | undefined;

/** Whoever puts the last day first means the days between. */
const inOrder = (from: Day, to: Day): [Day, Day] =>
  from && to && from > to ? [to, from] : [from, to];

/** By the clock of the wall, which is how people count days. */
const daysBefore = (now: Date, days: number): string =>
  new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) - days * DAY_MS)
    .toISOString()
    .slice(0, 10);
