import { Injectable } from '@nestjs/common';
import type { Actor } from '../auth/actor';
import type { CallSums } from './call-sums.repository';
import { toCsv } from '../platform/csv/csv';
import { FactsService } from './facts/facts.service';
import { usdOf } from './money';
import { ReportSumsService } from './report-sums.service';
import type { UsageReport, UsageReportQuery, UsageReportRow } from './usage-report.schemas';

@Injectable()
export class UsageReportService {
  constructor(
    private readonly sums: ReportSumsService,
    private readonly facts: FactsService,
  ) {}

  async report(actor: Actor, query: UsageReportQuery): Promise<UsageReport> {
    const { organizationId } = actor;
    const period = await this.sums.periodOf(actor, query);
    const [{ rows, total }, freshness] = await Promise.all([
      this.sums.group(organizationId, period, { by: query.groupBy, query, shown: 'usage' }),
      this.facts.freshness(organizationId),
    ]);
    return {
      ...period,
      groupBy: query.groupBy,
      rows: rows.map(({ key, label, ...row }) => ({ key, label, ...figuresOf(row) })),
      total: figuresOf(total),
      freshness,
    };
  }

  async csv(actor: Actor, query: UsageReportQuery): Promise<string> {
    const { rows, groupBy } = await this.report(actor, query);
    return toCsv(
      [groupBy, 'calls', 'minutes', 'tokens', 'characters', 'cost_usd', 'cost_incomplete'],
      rows.map((row) => [
        row.label,
        row.calls,
        row.minutes,
        row.tokens,
        row.characters,
        usdOf(row.costMicroUsd),
        row.incomplete,
      ]),
    );
  }
}

const figuresOf = (row: CallSums): Omit<UsageReportRow, 'key' | 'label'> => ({
  calls: row.calls,
  minutes: Math.round(row.durationMs / 600) / 100,
  tokens: row.tokens,
  characters: row.characters,
  costMicroUsd: row.costMicroUsd,
  incomplete: row.incomplete,
});
