import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { CostComponent } from '../usage/usage.schemas';
import { callsIn, type CallSource, sourceFor } from './call-filter';
import { memberMonths } from './member-months';
import type { CallFilters } from './report-filters.schemas';
import type { Period } from './report-period';

export type CallGroup = 'member' | 'persona' | 'mode' | 'channel' | 'engine' | SpanGroup;
/** The report the sums are for; what it does not show is zero in them. */
export type Shown = 'usage' | 'cost' | 'quality';
export type SpanGroup = 'day' | 'week' | 'month';

export type Components = Record<CostComponent, number>;

export type CallSums = {
  calls: number;
  durationMs: number;
  /** Of calls in which somebody was chosen to practise with. */
  practisedMs: number;
  tokens: number;
  characters: number;
  costMicroUsd: number;
  components: Components;
  speculationMicroUsd: number;
  incomplete: boolean;
  turns: number;
  interruptions: number;
  answers: number;
  speculationsUsed: number;
  speculationsDiscarded: number;
  failed: number;
};
export type CallSumsRow = CallSums & { key: string; label: string };

/** The first day of a week is its Monday, as ISO 8601 has it. */
export const SPANS: Record<SpanGroup, (day: string) => string> = {
  day: (day) => `${day}::text`,
  week: (day) => `date_trunc('week', ${day})::date::text`,
  month: (day) => `to_char(${day}, 'YYYY-MM')`,
};

const KEYS: Record<CallGroup, string> = {
  member: 'f.member_id',
  persona: `coalesce(f.persona_id::text, '')`,
  mode: `coalesce(f.mode, '')`,
  channel: 'f.channel',
  engine: 'f.engine',
  day: SPANS.day('f.day'),
  week: SPANS.week('f.day'),
  month: SPANS.month('f.day'),
};

/** Doubles are exact up to 2^53, and far faster to add than whole numbers that may be larger. */
const sum = (value: string, as: string) => `coalesce(sum(${value}), 0)::float8 AS "${as}"`;

const SUMMED: readonly (readonly [column: string, as: string])[] = [
  ['duration_ms', 'durationMs'],
  ['tokens', 'tokens'],
  ['characters', 'characters'],
  ['cost_micro_usd', 'costMicroUsd'],
  ...CostComponent.options.map((name) => [`${name}_micro_usd`, name] as const),
  ['speculation_micro_usd', 'speculationMicroUsd'],
  ['turns', 'turns'],
  ['interruptions', 'interruptions'],
  ['answers', 'answers'],
  ['speculations_used', 'speculationsUsed'],
  ['speculations_discarded', 'speculationsDiscarded'],
];

/** What a report shows beside calls and failures; each further sum over half a million calls takes its time. */
const SHOWN: Record<Shown, readonly string[]> = {
  usage: ['durationMs', 'tokens', 'characters', 'costMicroUsd'],
  cost: ['costMicroUsd', ...CostComponent.options, 'speculationMicroUsd'],
  quality: [
    'durationMs',
    'turns',
    'interruptions',
    'answers',
    'speculationsUsed',
    'speculationsDiscarded',
  ],
};

const sumsFor = (shown: Shown): string =>
  SUMMED.map(([column, as]) =>
    SHOWN[shown].includes(as) ? sum(`f.${column}::float8`, as) : `0::float8 AS "${as}"`,
  ).join(',\n           ');

/** From calls one by one, or from their days where no member is asked for. */
const ofCalls = (shown: Shown) => `count(*)::int AS calls, ${sumsFor(shown)},
           coalesce(sum(f.duration_ms::float8) FILTER (WHERE f.persona_id IS NOT NULL), 0) AS "practisedMs",
           coalesce(bool_or(f.unpriced), false) AS incomplete,
           count(*) FILTER (WHERE f.failed)::int AS failed`;
const ofDays = (shown: Shown) => `coalesce(sum(f.calls), 0)::int AS calls, ${sumsFor(shown)},
           ${sum('f.practised_ms::float8', 'practisedMs')},
           coalesce(bool_or(f.unpriced), false) AS incomplete,
           coalesce(sum(f.failed), 0)::int AS failed`;

const SUMS_OF: Record<CallSource, (shown: Shown) => string> = {
  calls: ofCalls,
  members: ofDays,
  personas: ofDays,
  held: ofDays,
};

const NAMES: Partial<Record<CallGroup, string>> = {
  member: '(SELECT name FROM members WHERE id = key AND organization_id = $1)',
  persona: `(SELECT name FROM personas WHERE id = nullif(key, '')::uuid AND organization_id = $1)`,
};

/** Calls that were deleted still count: they were held and paid for. */
@Injectable()
export class CallSumsRepository {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  async timeZoneOf(organizationId: string): Promise<string> {
    const rows: { timeZone: string }[] = await this.database.query(
      'SELECT time_zone AS "timeZone" FROM organizations WHERE id = $1',
      [organizationId],
    );
    return rows[0]?.timeZone ?? 'UTC';
  }

  async group(
    organizationId: string,
    period: Period,
    { by, filters, shown }: { by: CallGroup; filters: CallFilters; shown: Shown },
  ): Promise<CallSumsRow[]> {
    const from = sourceFor(filters, by);
    const { source, parameters } = callsFrom(from, organizationId, period, filters);
    const rows: (Omit<CallSumsRow, 'components' | 'label'> &
      Components & { label: string | null })[] = await this.database.query(
      `SELECT sums.*, ${NAMES[by] ?? 'key'} AS label FROM (
         SELECT ${KEYS[by]} AS key, ${SUMS_OF[from](shown)} FROM ${source}
         GROUP BY 1) sums`,
      parameters,
    );
    return rows.map(({ label, ...row }) => ({
      ...row,
      label: label ?? row.key,
      components: componentsOf(row),
    }));
  }
}

const callsFrom = (
  from: CallSource,
  organizationId: string,
  period: Period,
  filters: CallFilters,
): { source: string; parameters: unknown[] } => {
  if (from === 'members') {
    const { source, parameters } = memberMonths(organizationId, period, filters);
    return { source: `${source} f`, parameters };
  }
  const { where, parameters } = callsIn(organizationId, period, filters);
  const table = { calls: 'call_facts', personas: 'persona_days', held: 'call_days' }[from];
  return { source: `${table} f WHERE ${where}`, parameters };
};

export const componentsOf = (row: Components): Components =>
  Object.fromEntries(CostComponent.options.map((name) => [name, row[name]])) as Components;

export const NO_COMPONENTS = Object.fromEntries(
  CostComponent.options.map((name) => [name, 0]),
) as Components;
