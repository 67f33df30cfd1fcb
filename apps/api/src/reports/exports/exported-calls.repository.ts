import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { CostComponent } from '../../usage/usage.schemas';
import { callsIn } from '../call-filter';
import type { CsvCell } from '../../platform/csv/csv';
import { usdOf } from '../money';
import type { CallFilters } from '../report-filters.schemas';
import type { Period } from '../report-period';

const AT_ONCE = 5_000;

export const EXPORT_HEADINGS = [
  'call_id',
  'day',
  'started_at',
  'member',
  'persona',
  'mode',
  'channel',
  'engine',
  'sample',
  'minutes',
  'end_reason',
  'score',
  'turns',
  'interruptions',
  'response_p50_ms',
  'response_p95_ms',
  'tokens',
  'characters',
  'cost_usd',
  ...CostComponent.options.map((name) => `${name}_usd`),
  'speculation_usd',
  'cost_incomplete',
];

type Position = { day: string; id: string };
type Row = Position & { cells: CsvCell[]; costs: number[]; incomplete: boolean };
export type ExportPart = { rows: CsvCell[][]; after: Position | undefined };

const COSTS = ['cost', ...CostComponent.options, 'speculation']
  .map((name) => `f.${name}_micro_usd`)
  .join(', ');

/** The calls of a period one after the other, a part at a time. */
@Injectable()
export class ExportedCallsRepository {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  async count(organizationId: string, period: Period, filters: CallFilters): Promise<number> {
    const { where, parameters } = callsIn(organizationId, period, filters);
    const [row] = await this.database.query<{ n: number }[]>(
      `SELECT count(*)::int AS n FROM call_facts f WHERE ${where}`,
      parameters,
    );
    return row?.n ?? 0;
  }

  /** Without `after` where it was the last part. */
  async part(
    organizationId: string,
    period: Period,
    { filters, after }: { filters: CallFilters; after?: Position },
  ): Promise<ExportPart> {
    const { where, parameters } = callsIn(organizationId, period, filters);
    parameters.push(after?.day ?? null, after?.id ?? null);
    const [day, id] = [`$${parameters.length - 1}::date`, `$${parameters.length}::uuid`];
    const rows: Row[] = await this.database.query(
      `SELECT f.day::text AS day, f.call_id AS id, ARRAY[${COSTS}]::float8[] AS costs,
         f.unpriced AS incomplete, json_build_array(f.call_id, f.day,
           to_char(f.started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), members.name,
           coalesce(personas.name, ''), coalesce(f.mode, ''), f.channel, f.engine, f.sample,
           round(f.duration_ms / 60000.0, 2)::float8, f.end_reason, f.score, f.turns,
           f.interruptions, f.response_p50_ms, f.response_p95_ms, f.tokens, f.characters) AS cells
       FROM (
         SELECT f.* FROM call_facts f WHERE ${where}
           AND (${day} IS NULL OR f.day >= ${day} AND (f.day, f.call_id) > (${day}, ${id}))
         ORDER BY f.day, f.call_id LIMIT ${AT_ONCE}) f
         JOIN members ON members.id = f.member_id
         LEFT JOIN personas ON personas.id = f.persona_id
       ORDER BY f.day, f.call_id`,
      parameters,
    );
    const last = rows.length === AT_ONCE ? rows.at(-1) : undefined;
    return {
      rows: rows.map(({ cells, costs, incomplete }) => [...cells, ...costs.map(usdOf), incomplete]),
      after: last && { day: last.day, id: last.id },
    };
  }
}
