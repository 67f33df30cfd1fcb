import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { CostComponent } from '../usage/usage.schemas';
import { callsIn, isUnfiltered, sourceFor } from './call-filter';
import { type Components, componentsOf, type SpanGroup, SPANS } from './call-sums.repository';
import type { CallFilters } from './report-filters.schemas';
import type { Period } from './report-period';

export type LineGroup = 'provider' | 'model' | 'component' | 'purpose';

export type LineSums = {
  key: string;
  records: number;
  tokens: number;
  characters: number;
  costMicroUsd: number;
  components: Components;
  speculationMicroUsd: number;
  incomplete: boolean;
};
export type ProviderCalls = {
  key: string;
  calls: number;
  durationMs: number;
  practisedMs: number;
};

const KEYS: Record<LineGroup | SpanGroup | 'all', string> = {
  provider: 'l.provider',
  model: `l.provider || ' ' || l.model`,
  component: 'l.component',
  purpose: 'l.purpose',
  day: SPANS.day('l.day'),
  week: SPANS.week('l.day'),
  month: SPANS.month('l.day'),
  all: `''`,
};

const KIND = 'l.component, l.provider, l.model, l.unit, l.purpose';

const sum = (column: string, as: string, when?: string) =>
  `coalesce(sum(${column}::float8)${when ? ` FILTER (WHERE ${when})` : ''}, 0)::float8 AS "${as}"`;

const SUMS = [
  'coalesce(sum(l.records), 0)::int AS records',
  sum('l.quantity', 'tokens', `l.unit LIKE '%\\_token'`),
  sum('l.quantity', 'characters', `l.unit = 'character'`),
  sum('l.cost_micro_usd', 'costMicroUsd'),
  ...CostComponent.options.map((name) => sum('l.cost_micro_usd', name, `l.component = '${name}'`)),
  sum('l.cost_micro_usd', 'speculationMicroUsd', `l.purpose = 'speculative'`),
  'coalesce(sum(l.unpriced), 0) > 0 AS incomplete',
].join(', ');

/** `OFFSET 0`: each call looks up its own, whatever the planner takes there to be. */
const USED_IN_CALL = `JOIN LATERAL (
  SELECT * FROM usage_records r
  WHERE r.organization_id = f.organization_id AND r.call_id = f.call_id OFFSET 0) u ON true`;

/** The ledger itself, in the shape of its roll-up, for the calls of one member. */
const ledgerOf = (where: string) => `(
  SELECT f.day, u.component, u.provider, u.model, u.unit, u.purpose, 1 AS records, u.quantity,
    coalesce(u.charged_micro_usd, u.cost_micro_usd) AS cost_micro_usd,
    (coalesce(u.charged_micro_usd, u.cost_micro_usd) IS NULL)::int AS unpriced
  FROM call_facts f ${USED_IN_CALL}
  WHERE ${where}) l`;

/** What was used of whom, by the lines of the ledger; those of no call are in when nothing is filtered. */
@Injectable()
export class UsageLinesRepository {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  async group(
    organizationId: string,
    period: Period,
    { by, filters }: { by: LineGroup; filters: CallFilters },
  ): Promise<LineSums[]> {
    const { source, where, parameters } = this.linesOf(organizationId, period, filters);
    return this.sums(
      // Of each kind of line first: only dozens are then told apart by what they are.
      `SELECT ${KEYS[by]} AS key, ${SUMS}
       FROM (
         SELECT ${KIND}, sum(l.records) AS records, sum(l.quantity::float8) AS quantity,
           sum(l.cost_micro_usd::float8) AS cost_micro_usd, sum(l.unpriced) AS unpriced
         FROM ${source} WHERE ${where} GROUP BY ${KIND}) l
       GROUP BY 1 ORDER BY "costMicroUsd" DESC, key`,
      parameters,
    );
  }

  /** What belongs to no call, such as storage and text messages. */
  async withoutCall(
    organizationId: string,
    period: Period,
    by: SpanGroup | 'all' = 'all',
  ): Promise<LineSums[]> {
    const { where, parameters } = callsIn(organizationId, period, {}, 'l');
    return this.sums(
      `SELECT ${KEYS[by]} AS key, ${SUMS} FROM usage_days l WHERE ${where} AND l.channel = ''
       GROUP BY 1 ORDER BY 1`,
      parameters,
    );
  }

  /** A call counts for every provider it used. */
  async callsByProvider(
    organizationId: string,
    period: Period,
    filters: CallFilters,
  ): Promise<ProviderCalls[]> {
    const { where, parameters } = callsIn(organizationId, period, filters);
    if (sourceFor(filters) === 'held') {
      return this.database.query(
        `SELECT provider AS key, sum(calls)::int AS calls, sum(duration_ms)::float8 AS "durationMs",
           sum(practised_ms)::float8 AS "practisedMs"
         FROM provider_days f WHERE ${where} GROUP BY 1`,
        parameters,
      );
    }
    return this.database.query(
      `SELECT provider AS key, count(*)::int AS calls, sum(duration_ms)::float8 AS "durationMs",
         coalesce(sum(duration_ms) FILTER (WHERE persona_id IS NOT NULL), 0)::float8 AS "practisedMs"
       FROM (
         SELECT DISTINCT f.call_id, f.duration_ms, f.persona_id, u.provider
         FROM call_facts f ${USED_IN_CALL}
         WHERE ${where}) used
       GROUP BY 1`,
      parameters,
    );
  }

  private linesOf(organizationId: string, period: Period, filters: CallFilters) {
    const from = sourceFor(filters);
    if (from === 'calls') {
      const { where, parameters } = callsIn(organizationId, period, filters);
      return { source: ledgerOf(where), where: 'true', parameters };
    }
    const { where, parameters } = callsIn(organizationId, period, filters, 'l');
    if (from === 'personas') return { source: 'persona_usage_days l', where, parameters };
    const which = isUnfiltered(filters) ? `l.mode = '*' AND l.channel = '*'` : `l.channel <> ''`;
    return { source: 'usage_days l', where: `${where} AND ${which}`, parameters };
  }

  private async sums(statement: string, parameters: unknown[]): Promise<LineSums[]> {
    const rows: (Omit<LineSums, 'components'> & Components)[] = await this.database.query(
      statement,
      parameters,
    );
    return rows.map((row) => ({
      key: row.key,
      records: row.records,
      tokens: row.tokens,
      characters: row.characters,
      costMicroUsd: row.costMicroUsd,
      speculationMicroUsd: row.speculationMicroUsd,
      incomplete: row.incomplete,
      components: componentsOf(row),
    }));
  }
}
