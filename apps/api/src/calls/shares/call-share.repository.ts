import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Transaction } from '../../auth/accounts.service';

export type SharedCall = { organizationId: string; callId: string };
export type OpenedShare = SharedCall & { memberId: string; expiresAt: Date };

@Injectable()
export class CallShareRepository {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  async insert(
    { organizationId, callId }: SharedCall,
    share: { tokenHash: string; at: Date; expiresAt: Date },
    transaction: Transaction = this.database.manager,
  ): Promise<void> {
    await transaction.query(
      `INSERT INTO call_shares (organization_id, call_id, token_hash, created_at, expires_at)
       VALUES ($1, $2, $3, $4, $5)`,
      [organizationId, callId, share.tokenHash, share.at, share.expiresAt],
    );
  }

  /** Whoever holds the token may look at this one call, of whatever organization. */
  async find(tokenHash: string, at: Date): Promise<OpenedShare | undefined> {
    const rows: OpenedShare[] = await this.database.query(
      `SELECT share.organization_id AS "organizationId", share.call_id AS "callId",
         calls.member_id AS "memberId", share.expires_at AS "expiresAt"
       FROM call_shares share JOIN calls ON calls.id = share.call_id AND calls.deleted_at IS NULL
       WHERE share.token_hash = $1 AND share.expires_at > $2`,
      [tokenHash, at],
    );
    return rows[0];
  }
}
