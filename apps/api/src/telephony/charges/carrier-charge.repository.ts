import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Transaction } from '../../auth/accounts.service';

/** A connection nobody answered is in the ledger only once something was charged for it. */
export type Unanswered = { model: string; at: Date };
export type NewCharge = {
  sourceId: string;
  resource: 'call' | 'message';
  twilioSid: string;
  unanswered: Unanswered | null;
};
export type DueCharge = NewCharge & { organizationId: string; tries: number; createdAt: Date };
type DueRow = Omit<DueCharge, 'unanswered'> & { model: string | null; at: Date | null };
export type ChargeOutcome = 'charged' | 'currency' | 'unknown';

/** What the telephone company has still to be asked about. */
@Injectable()
export class CarrierChargeRepository {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  async insert(
    organizationId: string,
    { sourceId, resource, twilioSid, unanswered }: NewCharge,
    at: Date,
    transaction: Transaction,
  ): Promise<void> {
    await transaction.query(
      `INSERT INTO carrier_charges
         (organization_id, source_id, resource, twilio_sid, next_at, created_at,
          unanswered_model, unanswered_at)
       VALUES ($1, $2, $3, $4, $5, $5, $6, $7) ON CONFLICT DO NOTHING`,
      [
        organizationId,
        sourceId,
        resource,
        twilioSid,
        at,
        unanswered?.model ?? null,
        unanswered?.at ?? null,
      ],
    );
  }

  /** Over all organizations, those that wait longest first. */
  async listDue(at: Date, limit: number): Promise<DueCharge[]> {
    const rows = await this.database.query<DueRow[]>(
      `SELECT organization_id AS "organizationId", source_id AS "sourceId", resource,
         twilio_sid AS "twilioSid", tries, created_at AS "createdAt",
         unanswered_model AS model, unanswered_at AS at
       FROM carrier_charges WHERE next_at <= $1 ORDER BY next_at LIMIT $2`,
      [at, limit],
    );
    return rows.map(({ model, at: occurredAt, ...due }) => ({
      ...due,
      unanswered: model !== null && occurredAt ? { model, at: occurredAt } : null,
    }));
  }

  async postpone({ organizationId, sourceId }: DueCharge, nextAt: Date): Promise<void> {
    await this.database.query(
      `UPDATE carrier_charges SET tries = tries + 1, next_at = $3
       WHERE organization_id = $1 AND source_id = $2 AND outcome IS NULL`,
      [organizationId, sourceId, nextAt],
    );
  }

  /** False when somebody else has closed it. */
  async close(
    { organizationId, sourceId }: DueCharge,
    outcome: ChargeOutcome,
    transaction: Transaction,
  ): Promise<boolean> {
    const rows: unknown[] = await transaction.query(
      `WITH closed AS (
         UPDATE carrier_charges SET tries = tries + 1, next_at = NULL, outcome = $3
         WHERE organization_id = $1 AND source_id = $2 AND outcome IS NULL RETURNING 1)
       SELECT 1 FROM closed`,
      [organizationId, sourceId, outcome],
    );
    return rows.length === 1;
  }

  async transaction<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    return this.database.transaction(work);
  }
}
