import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { CostComponent } from '../usage/usage.schemas';
import { callsIn } from './call-filter';
import { type CallSums, type Components, componentsOf } from './call-sums.repository';
import type { CallFilters } from './report-filters.schemas';
import type { Period } from './report-period';

const COMPONENTS = CostComponent.options
  .map((name) => `f.${name}_micro_usd::float8 AS ${name}`)
  .join(', ');

/** Calls one by one with what they cost. */
@Injectable()
export class CallCostsRepository {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  async dearest(
    organizationId: string,
    period: Period,
    { filters, most }: { filters: CallFilters; most: number },
  ): Promise<(CallSums & { key: string; label: string })[]> {
    const { where, parameters } = callsIn(organizationId, period, filters);
    const rows: (Omit<CallSums, 'components'> &
      Components & { key: string; member: string; persona: string | null; startedAt: Date })[] =
      await this.database.query(
        `SELECT f.call_id AS key, members.name AS member, personas.name AS persona,
           f.started_at AS "startedAt", 1 AS calls, f.duration_ms AS "durationMs",
           CASE WHEN f.persona_id IS NULL THEN 0 ELSE f.duration_ms END AS "practisedMs",
           f.tokens::float8 AS tokens, f.characters::float8 AS characters,
           f.cost_micro_usd::float8 AS "costMicroUsd", ${COMPONENTS},
           f.speculation_micro_usd::float8 AS "speculationMicroUsd", f.unpriced AS incomplete,
           f.turns, f.interruptions, f.answers, f.speculations_used AS "speculationsUsed",
           f.speculations_discarded AS "speculationsDiscarded", f.failed::int AS failed
         FROM (
           SELECT f.call_id FROM call_facts f WHERE ${where}
           ORDER BY f.cost_micro_usd DESC, f.call_id LIMIT ${most}) dear
           JOIN call_facts f ON f.call_id = dear.call_id
           JOIN members ON members.id = f.member_id
           LEFT JOIN personas ON personas.id = f.persona_id
         ORDER BY f.cost_micro_usd DESC, f.call_id`,
        parameters,
      );
    return rows.map(({ member, persona, startedAt, ...row }) => ({
      ...row,
      label: [startedAt.toISOString().slice(0, 16).replace('T', ' '), member, persona ?? '']
        .filter(Boolean)
        .join(' · '),
      components: componentsOf(row),
    }));
  }
}
