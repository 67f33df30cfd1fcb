import { Injectable } from '@nestjs/common';
import type { Actor } from '../auth/actor';
import { CostComponent } from '../usage/usage.schemas';
import { isUnfiltered } from './call-filter';
import { CallCostsRepository } from './call-costs.repository';
import type { CallSums } from './call-sums.repository';
import type { CostFigures, CostGroup, CostReport, CostReportQuery } from './cost-report.schemas';
import { toCsv } from '../platform/csv/csv';
import { FactsService } from './facts/facts.service';
import { perMinute, usdOf } from './money';
import { filtersOf } from './report-filters.schemas';
import type { Period } from './report-period';
import { type GroupedSums, ReportSumsService } from './report-sums.service';
import { UsageLinesRepository } from './usage-lines.repository';

/** A call has several lines of each of these, so none of them can be divided by calls. */
const WITHOUT_CALLS: readonly CostGroup[] = ['component', 'model', 'purpose'];
const DEAREST = 100;

/** What practising costs, and what for. */
@Injectable()
export class CostReportService {
  constructor(
    private readonly sums: ReportSumsService,
    private readonly lines: UsageLinesRepository,
    private readonly callCosts: CallCostsRepository,
    private readonly facts: FactsService,
  ) {}

  async report(actor: Actor, query: CostReportQuery): Promise<CostReport> {
    const { organizationId } = actor;
    const period = await this.sums.periodOf(actor, query);
    const [{ rows, total }, loose, freshness] = await Promise.all([
      this.group(organizationId, period, query),
      isUnfiltered(filtersOf(query)) ? this.lines.withoutCall(organizationId, period) : [],
      this.facts.freshness(organizationId),
    ]);
    const countsCalls = !WITHOUT_CALLS.includes(query.groupBy);
    return {
      ...period,
      groupBy: query.groupBy,
      rows: rows.map(({ key, label, ...row }) => ({ key, label, ...figuresOf(row, countsCalls) })),
      total: figuresOf(total, true),
      withoutCallMicroUsd: loose.reduce((sum, { costMicroUsd }) => sum + costMicroUsd, 0),
      freshness,
    };
  }

  async csv(actor: Actor, query: CostReportQuery): Promise<string> {
    const { rows, groupBy } = await this.report(actor, query);
    const headings = [
      groupBy,
      'calls',
      'practised_minutes',
      'cost_usd',
      'cost_per_minute_usd',
      ...CostComponent.options.map((name) => `${name}_usd`),
      'speculation_usd',
      'cost_incomplete',
    ];
    return toCsv(
      headings,
      rows.map((row) => [
        row.label,
        row.calls,
        row.practisedMs === null ? null : Math.round(row.practisedMs / 600) / 100,
        usdOf(row.costMicroUsd),
        row.costPerMinuteMicroUsd === null ? null : usdOf(row.costPerMinuteMicroUsd),
        ...CostComponent.options.map((name) => usdOf(row.components[name])),
        usdOf(row.speculationMicroUsd),
        row.incomplete,
      ]),
    );
  }

  private async group(
    organizationId: string,
    period: Period,
    query: CostReportQuery,
  ): Promise<GroupedSums> {
    if (query.groupBy !== 'call') {
      return this.sums.group(organizationId, period, { by: query.groupBy, query, shown: 'cost' });
    }
    const [rows, { total }] = await Promise.all([
      this.callCosts.dearest(organizationId, period, { filters: filtersOf(query), most: DEAREST }),
      this.sums.group(organizationId, period, { by: 'channel', query, shown: 'cost' }),
    ]);
    return { rows, total };
  }
}

const figuresOf = (row: CallSums, countsCalls: boolean): CostFigures => ({
  calls: countsCalls ? row.calls : null,
  practisedMs: countsCalls ? row.practisedMs : null,
  costMicroUsd: row.costMicroUsd,
  costPerMinuteMicroUsd: countsCalls ? perMinute(row.costMicroUsd, row.practisedMs) : null,
  components: row.components,
  speculationMicroUsd: row.speculationMicroUsd,
  incomplete: row.incomplete,
});
