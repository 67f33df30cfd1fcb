import type { LatencyQuery } from '../../api/types';
import { dayOfQuery, oneOf } from '../../api/query-of';

export type Group = NonNullable<LatencyQuery['groupBy']>;

export const PERIODS = ['7', '30', '90'] as const;
export type PeriodDays = (typeof PERIODS)[number];
export const GROUP_WORDS: Record<Group, string> = {
  provider: 'Provider',
  model: 'Model',
  persona: 'Persona',
  mode: 'Mode',
  channel: 'Channel',
  engine: 'Engine',
  day: 'Day',
  week: 'Week',
  month: 'Month',
};
export const GROUPS = Object.keys(GROUP_WORDS) as Group[];

const DAY_MS = 86_400_000;

export type SpeedQuery = LatencyQuery & {
  groupBy: Group;
  /** So many days up to today; undefined when the days were chosen one by one. */
  days: PeriodDays | undefined;
};

/** What the address asks for: days chosen one by one go before a number of days. */
export const speedQueryOf = (url: URL, now: Date): SpeedQuery => {
  const groupBy = oneOf(url, 'groupBy', GROUPS) ?? 'provider';
  const [from, to] = inOrder(dayOfQuery(url, 'from'), dayOfQuery(url, 'to'));
  if (from || to) return { groupBy, from, to, days: undefined };
  const days = oneOf(url, 'days', PERIODS) ?? '30';
  return { groupBy, days, from: daysBefore(now, Number(days) - 1), to: daysBefore(now, 0) };
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
