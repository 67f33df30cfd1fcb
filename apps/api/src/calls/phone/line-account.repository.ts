import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Transaction } from '../../auth/accounts.service';
import type { LineDirection } from './phone-line';

export type UnaccountedLine = {
  organizationId: string;
  lineId: string;
  callId: string | null;
  callSid: string | null;
  direction: LineDirection;
  /** Null when the number has been removed since. */
  number: string | null;
  carrierStatus: string | null;
  carrierSeconds: number | null;
  connectedAt: Date | null;
  endedAt: Date;
  at: Date;
};

/** Telephone connections as the ledger sees them: over, and written into it or not. */
@Injectable()
export class LineAccountRepository {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  async find(organizationId: string, lineId: string): Promise<UnaccountedLine | undefined> {
    const [line] = await this.database.query<UnaccountedLine[]>(
      `SELECT line.organization_id AS "organizationId", line.id AS "lineId",
         line.call_id AS "callId", line.call_sid AS "callSid", line.direction, number.number,
         line.carrier_status AS "carrierStatus", line.carrier_seconds AS "carrierSeconds",
         line.connected_at AS "connectedAt", line.ended_at AS "endedAt",
         coalesce(line.connected_at, line.created_at) AS at
       FROM phone_lines line LEFT JOIN phone_numbers number ON number.id = line.phone_number_id
       WHERE line.organization_id = $1 AND line.id = $2
         AND line.state = 'ended' AND line.accounted_at IS NULL`,
      [organizationId, lineId],
    );
    return line;
  }

  /** False when somebody else has accounted it. */
  async markAccounted(
    organizationId: string,
    lineId: string,
    at: Date,
    transaction: Transaction,
  ): Promise<boolean> {
    const rows: unknown[] = await transaction.query(
      `WITH accounted AS (
         UPDATE phone_lines SET accounted_at = $3
         WHERE organization_id = $1 AND id = $2 AND accounted_at IS NULL RETURNING 1)
       SELECT 1 FROM accounted`,
      [organizationId, lineId, at],
    );
    return rows.length === 1;
  }

  /** Over all organizations. */
  async listUnaccounted(before: Date): Promise<{ organizationId: string; id: string }[]> {
    return this.database.query(
      `SELECT organization_id AS "organizationId", id FROM phone_lines
       WHERE state = 'ended' AND accounted_at IS NULL AND ended_at < $1
       ORDER BY ended_at LIMIT 200`,
      [before],
    );
  }

  async transaction<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    return this.database.transaction(work);
  }
}
