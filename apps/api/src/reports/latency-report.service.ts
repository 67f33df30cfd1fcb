import { Injectable } from '@nestjs/common';
import type { Actor } from '../auth/actor';
import { toCsv } from '../platform/csv/csv';
import { LatencyReportRepository, type LatencyRow } from './latency-report.repository';
import type { LatencyReport, LatencyReportQuery, StageFigures } from './latency-report.schemas';
import { filtersOf } from './report-filters.schemas';
import { ReportSumsService } from './report-sums.service';

/** How fast personas answer, and who takes how much of it. */
@Injectable()
export class LatencyReportService {
  constructor(
    private readonly latencies: LatencyReportRepository,
    private readonly sums: ReportSumsService,
  ) {}

  async report(actor: Actor, query: LatencyReportQuery): Promise<LatencyReport> {
    const period = await this.sums.periodOf(actor, query);
    const { groupBy } = query;
    const { rows, exact } = await this.latencies.group(actor.organizationId, period, {
      by: groupBy,
      filters: filtersOf(query),
    });
    return {
      ...period,
      groupBy,
      rows: rows.flatMap((row) =>
        row.key === null ? [] : [{ key: row.key, label: row.label ?? row.key, ...figuresOf(row) }],
      ),
      total: rows.filter(({ key }) => key === null).map(figuresOf),
      exact,
    };
  }

  async csv(actor: Actor, query: LatencyReportQuery): Promise<string> {
    const { rows, total, groupBy } = await this.report(actor, query);
    const lines = [...rows, ...total.map((figures) => ({ label: 'total', ...figures }))];
    return toCsv(
      [groupBy, 'stage', 'n', 'p50_ms', 'p95_ms'],
      lines.map(({ label, stage, n, p50Ms, p95Ms }) => [label, stage, n, p50Ms, p95Ms]),
    );
  }
}

const figuresOf = ({ stage, n, p50Ms, p95Ms }: LatencyRow): StageFigures => ({
  stage,
  n,
  p50Ms,
  p95Ms,
});
