import { Injectable } from '@nestjs/common';
import type { Actor } from '../auth/actor';
import { Clock } from '../platform/clock/clock';
import { toCsv } from './csv';
import { UsageReportRepository } from './usage-report.repository';
import type { UsageReport, UsageReportQuery } from './usage-report.schemas';

const DAY_MS = 86_400_000;
const DEFAULT_DAYS = 30;
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
    const period = { ...this.daysOf(query, timeZone), timeZone };
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

  private daysOf({ from, to }: UsageReportQuery, timeZone: string): { from: string; to: string } {
    const last = to ?? dayIn(timeZone, this.clock.now());
    return { from: from ?? daysBefore(last, DEFAULT_DAYS - 1), to: last };
  }
}

/** The en-CA locale writes days as ISO 8601 does. */
const dayIn = (timeZone: string, moment: Date): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone }).format(moment);

const daysBefore = (day: string, days: number): string =>
  new Date(Date.parse(day) - days * DAY_MS).toISOString().slice(0, 10);
