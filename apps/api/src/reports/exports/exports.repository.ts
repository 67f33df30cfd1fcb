import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Transaction } from '../../auth/accounts.service';
import type { CallFilters } from '../report-filters.schemas';

export type ExportKey = { organizationId: string; id: string };
export type ExportRow = ExportKey & {
  from: string;
  to: string;
  filters: CallFilters;
  bytes: number | null;
  createdAt: Date;
  expiresAt: Date | null;
};

const COLUMNS = `id, organization_id AS "organizationId", first_day::text AS "from",
  last_day::text AS "to", filters, bytes::float8 AS bytes, created_at AS "createdAt",
  expires_at AS "expiresAt"`;
const KEYS = 'organization_id AS "organizationId", id';
const SHOWN = 50;

/** Which calls were asked for, and the file of them. How far it is stands in the task of the same id. */
@Injectable()
export class ExportsRepository {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  async insert(
    { organizationId, id }: ExportKey,
    row: { from: string; to: string; filters: CallFilters; at: Date },
    transaction: Transaction,
  ): Promise<void> {
    await transaction.query(
      `INSERT INTO report_exports (organization_id, id, first_day, last_day, filters, created_at)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [organizationId, id, row.from, row.to, row.filters, row.at],
    );
  }

  async list(organizationId: string): Promise<ExportRow[]> {
    return this.database.query(
      `SELECT ${COLUMNS} FROM report_exports WHERE organization_id = $1 AND deleted_at IS NULL
       ORDER BY created_at DESC, id LIMIT ${SHOWN}`,
      [organizationId],
    );
  }

  async find(organizationId: string, id: string): Promise<ExportRow | undefined> {
    const rows: ExportRow[] = await this.database.query(
      `SELECT ${COLUMNS} FROM report_exports
       WHERE organization_id = $1 AND id = $2 AND deleted_at IS NULL`,
      [organizationId, id],
    );
    return rows[0];
  }

  /** Nobody sees it any more. The row stays until no process can write its file again. */
  async markDeleted(organizationId: string, id: string, at: Date): Promise<void> {
    await this.database.query(
      `UPDATE report_exports SET deleted_at = $3
       WHERE organization_id = $1 AND id = $2 AND deleted_at IS NULL`,
      [organizationId, id, at],
    );
  }

  async noteFile(
    organizationId: string,
    id: string,
    { bytes, expiresAt }: { bytes: number; expiresAt: Date },
  ): Promise<void> {
    await this.database.query(
      `UPDATE report_exports SET bytes = $3, expires_at = $4
       WHERE organization_id = $1 AND id = $2`,
      [organizationId, id, bytes, expiresAt],
    );
  }

  async noteFileGone({ organizationId, id }: ExportKey): Promise<void> {
    await this.database.query(
      'UPDATE report_exports SET bytes = NULL WHERE organization_id = $1 AND id = $2',
      [organizationId, id],
    );
  }

  async remove({ organizationId, id }: ExportKey): Promise<void> {
    await this.database.query('DELETE FROM report_exports WHERE organization_id = $1 AND id = $2', [
      organizationId,
      id,
    ]);
  }

  /** Over all organizations, for the sweep. */
  async listExpired(now: Date): Promise<ExportKey[]> {
    return this.database.query(
      `SELECT ${KEYS} FROM report_exports
       WHERE bytes IS NOT NULL AND expires_at <= $1 ORDER BY expires_at LIMIT 100`,
      [now],
    );
  }

  /** Over all organizations, for the sweep. */
  async listForgotten(before: { created: Date; deleted: Date }): Promise<ExportKey[]> {
    return this.database.query(
      `SELECT ${KEYS} FROM report_exports WHERE created_at < $1 OR deleted_at < $2 LIMIT 100`,
      [before.created, before.deleted],
    );
  }
}
