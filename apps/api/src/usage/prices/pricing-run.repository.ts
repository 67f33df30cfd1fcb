import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';

export type RunKey = { organizationId: string; id: string };
export type PricingRunRow = {
  id: string;
  total: number;
  lookedAt: number;
  priced: number;
  createdAt: Date;
  finishedAt: Date | null;
};

const UNPRICED = 'cost_micro_usd IS NULL AND charged_micro_usd IS NULL';
const COLUMNS = `id, total, looked_at AS "lookedAt", priced, created_at AS "createdAt",
  finished_at AS "finishedAt"`;

/** How far the filling in of prices has come. */
@Injectable()
export class PricingRunRepository {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /** False while another is under way. */
  async insert({ organizationId, id }: RunKey, startedBy: string, at: Date): Promise<boolean> {
    const rows: unknown[] = await this.database.query(
      `WITH begun AS (
         INSERT INTO pricing_runs (organization_id, id, started_by, total, created_at)
         SELECT $1, $2, $3, count(*), $4 FROM usage_records
         WHERE organization_id = $1 AND ${UNPRICED}
         ON CONFLICT (organization_id) WHERE finished_at IS NULL DO NOTHING RETURNING 1)
       SELECT 1 FROM begun`,
      [organizationId, id, startedBy, at],
    );
    return rows.length === 1;
  }

  async find({ organizationId, id }: RunKey): Promise<PricingRunRow | undefined> {
    const [row] = await this.database.query<PricingRunRow[]>(
      `SELECT ${COLUMNS} FROM pricing_runs WHERE organization_id = $1 AND id = $2`,
      [organizationId, id],
    );
    return row;
  }

  async findLatest(organizationId: string): Promise<PricingRunRow | undefined> {
    const [row] = await this.database.query<PricingRunRow[]>(
      `SELECT ${COLUMNS} FROM pricing_runs WHERE organization_id = $1
       ORDER BY finished_at IS NOT NULL, created_at DESC LIMIT 1`,
      [organizationId],
    );
    return row;
  }

  async countUnpriced(organizationId: string): Promise<number> {
    const [row] = await this.database.query<{ count: number }[]>(
      `SELECT count(*)::int FROM usage_records WHERE organization_id = $1 AND ${UNPRICED}`,
      [organizationId],
    );
    return row?.count ?? 0;
  }

  async finish({ organizationId, id }: RunKey, at: Date): Promise<void> {
    await this.database.query(
      `UPDATE pricing_runs SET finished_at = $3
       WHERE organization_id = $1 AND id = $2 AND finished_at IS NULL`,
      [organizationId, id, at],
    );
  }

  /** Over all organizations, for the sweep. */
  async listUnfinished(before: Date): Promise<RunKey[]> {
    return this.database.query(
      `SELECT organization_id AS "organizationId", id FROM pricing_runs
       WHERE finished_at IS NULL AND created_at < $1`,
      [before],
    );
  }
}
