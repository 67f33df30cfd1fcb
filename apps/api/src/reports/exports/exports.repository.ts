import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { CallFilters } from '../report-filters.schemas';
import type { ExportState } from './exports.schemas';

export type ExportRow = {
  id: string;
  organizationId: string;
  from: string;
  to: string;
  filters: CallFilters;
  state: ExportState;
  done: number;
  total: number | null;
  bytes: number | null;
  createdAt: Date;
  expiresAt: Date | null;
};

const COLUMNS = `id, organization_id AS "organizationId", first_day::text AS "from",
  last_day::text AS "to", filters, state, done, total, bytes::float8 AS bytes,
  created_at AS "createdAt", expires_at AS "expiresAt"`;
const SHOWN = 50;

@Injectable()
export class ExportsRepository {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  async insert(
    organizationId: string,
    row: { memberId: string; from: string; to: string; filters: CallFilters; at: Date },
  ): Promise<string> {
    const [made] = await this.database.query<{ id: string }[]>(
      `INSERT INTO report_exports (organization_id, member_id, first_day, last_day, filters,
         created_at, touched_at) VALUES ($1, $2, $3, $4, $5, $6, $6) RETURNING id`,
      [organizationId, row.memberId, row.from, row.to, row.filters, row.at],
    );
    if (!made) throw new Error('An insert returned no row');
    return made.id;
  }

  async list(organizationId: string): Promise<ExportRow[]> {
    return this.database.query(
      `SELECT ${COLUMNS} FROM report_exports WHERE organization_id = $1
       ORDER BY created_at DESC, id LIMIT ${SHOWN}`,
      [organizationId],
    );
  }

  async find(organizationId: string, id: string): Promise<ExportRow | undefined> {
    const rows: ExportRow[] = await this.database.query(
      `SELECT ${COLUMNS} FROM report_exports WHERE organization_id = $1 AND id = $2`,
      [organizationId, id],
    );
    return rows[0];
  }

  async delete(organizationId: string, id: string): Promise<boolean> {
    const rows: unknown[] = await this.database.query(
      `WITH gone AS (
         DELETE FROM report_exports WHERE organization_id = $1 AND id = $2 RETURNING id)
       SELECT id FROM gone`,
      [organizationId, id],
    );
    return rows.length === 1;
  }

  async note(
    organizationId: string,
    id: string,
    change: { state: ExportState; done?: number; total?: number; at: Date },
  ): Promise<void> {
    await this.database.query(
      `UPDATE report_exports SET state = $3, done = coalesce($4, done), total = coalesce($5, total),
         touched_at = $6 WHERE organization_id = $1 AND id = $2`,
      [organizationId, id, change.state, change.done ?? null, change.total ?? null, change.at],
    );
  }

  async noteReady(
    organizationId: string,
    id: string,
    { bytes, at, expiresAt }: { bytes: number; at: Date; expiresAt: Date },
  ): Promise<void> {
    await this.database.query(
      `UPDATE report_exports SET state = 'ready', done = coalesce(total, done), bytes = $3,
         touched_at = $4, expires_at = $5 WHERE organization_id = $1 AND id = $2`,
      [organizationId, id, bytes, at, expiresAt],
    );
  }

  /** Over all organizations, for the sweep: exports nothing has happened to since then. */
  async listLost(since: Date): Promise<{ organizationId: string; id: string }[]> {
    return this.database.query(
      `SELECT organization_id AS "organizationId", id FROM report_exports
       WHERE state IN ('pending', 'running') AND touched_at < $1 ORDER BY touched_at LIMIT 100`,
      [since],
    );
  }

  /** Over all organizations, for the sweep. */
  async listExpired(now: Date): Promise<{ organizationId: string; id: string }[]> {
    return this.database.query(
      `SELECT organization_id AS "organizationId", id FROM report_exports
       WHERE state = 'ready' AND expires_at <= $1 ORDER BY expires_at LIMIT 100`,
      [now],
    );
  }
}
