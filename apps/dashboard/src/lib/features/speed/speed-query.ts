import type { LatencyQuery } from '../../api/types';
import { oneOf } from '../../api/query-of';
import { type PeriodQuery, periodQueryOf } from '../reports/period-query';

export type Group = NonNullable<LatencyQuery['groupBy']>;

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

export type SpeedQuery = PeriodQuery & { groupBy: Group };

export const speedQueryOf = (url: URL, now: Date): SpeedQuery => ({
  ...periodQueryOf(url, now),
  groupBy: oneOf(url, 'groupBy', GROUPS) ?? 'provider',
});
