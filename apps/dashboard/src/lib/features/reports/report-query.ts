import { dayOfQuery, idOf, oneOf } from '../../api/query-of';
import type { CallFilters, Mode } from '$lib/api/types';

export const PERIODS = ['7', '30', '90', '365'] as const;
export type PeriodDays = (typeof PERIODS)[number];

const MODES: readonly Mode[] = ['cold_call', 'interview', 'small_talk'];
const CHANNELS = ['browser', 'phone'] as const;
const ENGINES = ['pipeline', 'realtime', 'scripted'] as const;
const DAY_MS = 86_400_000;

export type ReportQuery<Group extends string = string> = CallFilters & {
  from?: string;
  to?: string;
  groupBy: Group;
  /** So many days up to today; undefined when the days were chosen one by one. */
  days: PeriodDays | undefined;
};

/** What the address asks for: days chosen one by one go before a number of days. */
export const reportQueryOf = <Group extends string>(
  url: URL,
  now: Date,
  groups: readonly [Group, ...Group[]],
): ReportQuery<Group> => {
  const filters = {
    member: idOf(url, 'member'),
    persona: idOf(url, 'persona'),
    mode: oneOf(url, 'mode', MODES),
    channel: oneOf(url, 'channel', CHANNELS),
    engine: oneOf(url, 'engine', ENGINES),
    groupBy: oneOf(url, 'groupBy', groups) ?? groups[0],
  };
  const [from, to] = inOrder(dayOfQuery(url, 'from'), dayOfQuery(url, 'to'));
  if (from || to) return { ...filters, from, to, days: undefined };
  const days = oneOf(url, 'days', PERIODS) ?? '30';
  return { ...filters, days, from: daysBefore(now, Number(days) - 1), to: daysBefore(now, 0) };
};

/** As the server takes it. */
export const askedOf = <Group extends string>({
  days: _days,
  ...asked
}: ReportQuery<Group>): Omit<ReportQuery<Group>, 'days'> => asked;

type Span = 'day' | 'week' | 'month';

/** Columns that can be told apart on a telephone. */
export const spanFor = ({ from, to }: { from?: string; to?: string }): Span => {
  const days = from && to ? (Date.parse(to) - Date.parse(from)) / DAY_MS + 1 : 30;
  if (days <= 45) return 'day';
  return days <= 400 ? 'week' : 'month';
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
