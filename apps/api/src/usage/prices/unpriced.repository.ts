import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { TaskKey } from '../../tasks/tasks.service';
import { ADD_TO_MONTHS } from '../months/add-to-months';

export type Unpriced = {
  sourceId: string;
  provider: string;
  model: string;
  unit: string;
  quantity: number;
  occurredAt: Date;
};
export type Priced = { sourceId: string; priceId: string; costMicroUsd: number };

const UNPRICED = 'organization_id = $1 AND cost_micro_usd IS NULL AND charged_micro_usd IS NULL';
/** What comes after where the run is. */
const AHEAD = `
  FROM usage_records, (SELECT after_at, after_source FROM pricing_runs
    WHERE organization_id = $1 AND id = $2) AS run
  WHERE ${UNPRICED}
    AND (run.after_at IS NULL OR (occurred_at, source_id) > (run.after_at, run.after_source))`;

/** What the ledger holds without a price, in the order it was used. */
@Injectable()
export class UnpricedRepository {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  async count(organizationId: string): Promise<number> {
    const [row] = await this.database.query<{ count: number }[]>(
      `SELECT count(*)::int FROM usage_records WHERE ${UNPRICED}`,
      [organizationId],
    );
    return row?.count ?? 0;
  }

  async countAfter({ organizationId, id }: TaskKey): Promise<number> {
    const [row] = await this.database.query<{ count: number }[]>(`SELECT count(*)::int ${AHEAD}`, [
      organizationId,
      id,
    ]);
    return row?.count ?? 0;
  }

  async next({ organizationId, id }: TaskKey, limit: number): Promise<Unpriced[]> {
    return this.database.query(
      `SELECT source_id AS "sourceId", provider, model, unit, quantity::float8 AS quantity,
         occurred_at AS "occurredAt" ${AHEAD}
       ORDER BY occurred_at, source_id LIMIT $3`,
      [organizationId, id, limit],
    );
  }

  /** Prices, sums and how far the run is, in one stroke; what has a price by now keeps it. */
  async fill(run: TaskKey, seen: readonly Unpriced[], priced: readonly Priced[]): Promise<void> {
    const { organizationId, id } = run;
    const last = seen.at(-1);
    if (!last) return;
    await this.database.transaction(async (transaction) => {
      await transaction.query('SELECT 1 FROM pricing_runs WHERE id = $1 FOR UPDATE', [id]);
      const filled: unknown[] = await transaction.query(
        `WITH filled AS (
           UPDATE usage_records record
           SET price_id = line."priceId", cost_micro_usd = line."costMicroUsd"
           FROM jsonb_to_recordset($2::jsonb)
             AS line ("sourceId" text, "priceId" uuid, "costMicroUsd" bigint)
           WHERE record.organization_id = $1 AND record.source_id = line."sourceId"
             AND record.cost_micro_usd IS NULL AND record.charged_micro_usd IS NULL
           RETURNING record.occurred_at, record.cost_micro_usd AS more, 1 AS priced),
         added AS (${ADD_TO_MONTHS('filled')} RETURNING 1)
         SELECT 1 FROM filled`,
        [organizationId, JSON.stringify(priced)],
      );
      await transaction.query(
        `UPDATE pricing_runs SET priced = priced + $3, after_at = (
           SELECT occurred_at FROM usage_records WHERE organization_id = $1 AND source_id = $4),
           after_source = $4
         WHERE organization_id = $1 AND id = $2`,
        [organizationId, id, filled.length, last.sourceId],
      );
    });
  }
}
