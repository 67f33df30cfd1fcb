import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { callsIn, sourceFor } from './call-filter';
import type { QualityReport } from './quality-report.schemas';
import type { CallFilters } from './report-filters.schemas';
import type { Period } from './report-period';

/** How calls ended, and which providers failed in them. */
@Injectable()
export class FailuresRepository {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  async endings(
    organizationId: string,
    period: Period,
    filters: CallFilters,
  ): Promise<QualityReport['endings']> {
    const { where, parameters } = callsIn(organizationId, period, filters);
    if (sourceFor(filters) === 'held') {
      return this.database.query(
        `SELECT f.end_reason AS reason, sum(f.calls)::int AS calls, bool_or(f.failed) AS failed
         FROM ending_days f WHERE ${where} GROUP BY 1 ORDER BY calls DESC, reason`,
        parameters,
      );
    }
    return this.database.query(
      `SELECT f.end_reason AS reason, count(*)::int AS calls, bool_or(f.failed) AS failed
       FROM call_facts f WHERE ${where} GROUP BY 1 ORDER BY calls DESC, reason`,
      parameters,
    );
  }

  /** Also those a call survived, because another provider took over. */
  async ofProviders(
    organizationId: string,
    period: Period,
    filters: CallFilters,
  ): Promise<QualityReport['failures']> {
    const { where, parameters } = callsIn(organizationId, period, filters);
    if (sourceFor(filters) === 'held') {
      return this.database.query(
        `SELECT f.provider, f.stage, f.kind, f.fatal, sum(f.failures)::int AS failures,
           sum(f.calls)::int AS calls
         FROM failure_days f WHERE ${where}
         GROUP BY f.provider, f.stage, f.kind, f.fatal
         ORDER BY failures DESC, f.provider, f.stage, f.kind, f.fatal`,
        parameters,
      );
    }
    return this.database.query(
      `SELECT x.provider, x.stage, x.kind, x.fatal, sum(x.failures)::int AS failures,
         count(*)::int AS calls
       FROM call_failures x JOIN call_facts f ON f.call_id = x.call_id
       WHERE x.organization_id = $1 AND ${where}
       GROUP BY x.provider, x.stage, x.kind, x.fatal
       ORDER BY failures DESC, x.provider, x.stage, x.kind, x.fatal`,
      parameters,
    );
  }
}
