import { Injectable } from '@nestjs/common';
import type { Actor } from '../auth/actor';
import { Clock } from '../platform/clock/clock';
import { toCsv } from '../platform/csv/csv';
import { daysOf } from './report-period';
import { UsageReportRepository } from './usage-report.repository';
import type { UsageReport, UsageReportQuery } from './usage-report.schemas';

const NOTHING = {
  calls: 0,
  minutes: 0,
  tokens: 0,
  characters: 0,
  costMicroUsd: 0,
  incomplete: false,
};

@Injectable()
export class UsageReportService {
  constructor(
    private readonly reports: UsageReportRepository,
    private readonly clock: Clock,
  ) {}

  async report(actor: Actor, query: UsageReportQuery): Promise<UsageReport> {
    const timeZone = await this.reports.timeZoneOf(actor.organizationId);
    const period = { ...daysOf(query, timeZone, this.clock.now()), timeZone };
    const rows = await this.reports.group(actor.organizationId, period, query.groupBy);
    const [total] = await this.reports.group(actor.organizationId, period, 'total');
    return { ...period, groupBy: query.groupBy, rows, total: total ?? NOTHING };
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
        (row.costMicroUsd / 1_000_000).toFixed(6),
        row.incomplete,
      ]),
    );
  }
}
