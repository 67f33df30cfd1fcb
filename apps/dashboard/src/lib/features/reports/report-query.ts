import { idOf, oneOf } from '../../api/query-of';
import { type PeriodQuery, periodQueryOf } from './period-query';
import type { CallFilters, Mode } from '$lib/api/types';

const MODES: readonly Mode[] = ['cold_call', 'interview', 'small_talk'];
const CHANNELS = ['browser', 'phone'] as const;
const ENGINES = ['pipeline', 'realtime', 'scripted'] as const;
const DAY_MS = 86_400_000;

export type ReportQuery<Group extends string = string> = CallFilters &
  PeriodQuery & { groupBy: Group };

export const reportQueryOf = <Group extends string>(
  url: URL,
  now: Date,
  groups: readonly [Group, ...Group[]],
): ReportQuery<Group> => ({
  ...periodQueryOf(url, now),
  member: idOf(url, 'member'),
  persona: idOf(url, 'persona'),
  mode: oneOf(url, 'mode', MODES),
  channel: oneOf(url, 'channel', CHANNELS),
  engine: oneOf(url, 'engine', ENGINES),
  groupBy: oneOf(url, 'groupBy', groups) ?? groups[0],
});

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
