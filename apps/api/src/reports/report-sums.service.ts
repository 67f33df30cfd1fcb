import { Injectable } from '@nestjs/common';
import type { Actor } from '../auth/actor';
import { Clock } from '../platform/clock/clock';
import { isUnfiltered } from './call-filter';
import {
  type CallGroup,
  type CallSums,
  CallSumsRepository,
  type Shown,
  type SpanGroup,
} from './call-sums.repository';
import { NOTHING, plus, totalOf } from './added-sums';
import { type CallFilters, filtersOf, type FilteredDays } from './report-filters.schemas';
import { daysOf, type Period } from './report-period';
import { type LineGroup, type LineSums, UsageLinesRepository } from './usage-lines.repository';

export const WITHOUT_CALL = 'without_call';
export const NOBODY = '';

export type Sums = CallSums & { key: string; label: string };
export type GroupedSums = { rows: Sums[]; total: CallSums };
export type SumGroup = CallGroup | LineGroup;

const LINE_GROUPS: readonly string[] = ['provider', 'model', 'component', 'purpose'];
const SPAN_GROUPS: readonly string[] = ['day', 'week', 'month'];

/** What calls came to, in any grouping; cost that belongs to no call is added where it belongs. */
@Injectable()
export class ReportSumsService {
  constructor(
    private readonly calls: CallSumsRepository,
    private readonly lines: UsageLinesRepository,
    private readonly clock: Clock,
  ) {}

  /** Throws `reports.period_too_long`, `reports.period_out_of_order`. */
  async periodOf({ organizationId }: Actor, query: FilteredDays): Promise<Period> {
    const timeZone = await this.calls.timeZoneOf(organizationId);
    return { ...daysOf(query, timeZone, this.clock.now()), timeZone };
  }

  async group(
    organizationId: string,
    period: Period,
    { by, query, shown }: { by: SumGroup; query: FilteredDays; shown: Shown },
  ): Promise<GroupedSums> {
    const filters = filtersOf(query);
    return isLineGroup(by)
      ? this.byLine(organizationId, period, { by, filters, shown })
      : this.byCall(organizationId, period, { by, filters, shown });
  }

  private async byCall(
    organizationId: string,
    period: Period,
    asked: { by: CallGroup; filters: CallFilters; shown: Shown },
  ): Promise<GroupedSums> {
    const span = isSpan(asked.by) ? asked.by : 'all';
    const [groups, loose] = await Promise.all([
      this.calls.group(organizationId, period, asked),
      isUnfiltered(asked.filters) ? this.lines.withoutCall(organizationId, period, span) : [],
    ]);
    const total = loose.reduce<CallSums>(plus, totalOf(groups));
    if (span === 'all') {
      const rest = loose.map((line) => ({ ...plus(NOTHING, line), ...called(WITHOUT_CALL) }));
      return { rows: [...groups.sort(byCost), ...rest], total };
    }
    return { rows: withSpans(groups, loose), total };
  }

  private async byLine(
    organizationId: string,
    period: Period,
    { by, filters, shown }: { by: LineGroup; filters: CallFilters; shown: Shown },
  ): Promise<GroupedSums> {
    const [lines, calls, whole] = await Promise.all([
      this.lines.group(organizationId, period, { by, filters }),
      by === 'provider' ? this.lines.callsByProvider(organizationId, period, filters) : [],
      this.byCall(organizationId, period, { by: 'channel', filters, shown }),
    ]);
    const callsOf = new Map(calls.map((row) => [row.key, row]));
    return {
      rows: lines.map((line) => {
        const held = callsOf.get(line.key);
        return {
          ...plus(NOTHING, line),
          ...called(line.key),
          calls: held?.calls ?? 0,
          durationMs: held?.durationMs ?? 0,
          practisedMs: held?.practisedMs ?? 0,
        };
      }),
      total: whole.total,
    };
  }
}

const isLineGroup = (by: SumGroup): by is LineGroup => LINE_GROUPS.includes(by);
const isSpan = (by: string): by is SpanGroup => SPAN_GROUPS.includes(by);
const called = (key: string) => ({ key, label: key });

/** Where nothing costs anything, by what was practised. */
const byCost = (a: Sums, b: Sums): number =>
  b.costMicroUsd - a.costMicroUsd ||
  b.durationMs - a.durationMs ||
  b.calls - a.calls ||
  (a.key < b.key ? -1 : 1);

/** Days of calls and days of what belongs to none, one row a day. */
const withSpans = (calls: readonly Sums[], loose: readonly LineSums[]): Sums[] => {
  const rows = new Map(calls.map((row) => [row.key, row]));
  for (const line of loose) {
    const row = rows.get(line.key) ?? { ...NOTHING, ...called(line.key) };
    rows.set(line.key, { ...row, ...plus(row, line) });
  }
  return [...rows.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
};
