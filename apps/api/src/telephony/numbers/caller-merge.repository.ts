import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Transaction } from '../../auth/accounts.service';

export type CallerMerge = {
  organizationId: string;
  /** Whose calls they were. */
  guestId: string;
  /** Of the guest's number, whose minutes they had; null for merges of before that was kept. */
  callerId: string | null;
  /** Whose they become. */
  memberId: string;
  createdAt: Date;
};

const COLUMNS = `organization_id AS "organizationId", guest_id AS "guestId",
  caller_id AS "callerId", member_id AS "memberId", created_at AS "createdAt"`;

/** Guests who turned out to be members: kept until nothing can name the guest any more. */
@Injectable()
export class CallerMergeRepository {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  async insert(merge: CallerMerge, transaction: Transaction): Promise<void> {
    await transaction.query(
      `INSERT INTO caller_merges (organization_id, guest_id, caller_id, member_id, created_at)
       VALUES ($1, $2, $3, $4, $5)`,
      [merge.organizationId, merge.guestId, merge.callerId, merge.memberId, merge.createdAt],
    );
  }

  async find(organizationId: string, guestId: string): Promise<CallerMerge | undefined> {
    const [row] = await this.database.query<CallerMerge[]>(
      `SELECT ${COLUMNS} FROM caller_merges WHERE organization_id = $1 AND guest_id = $2`,
      [organizationId, guestId],
    );
    return row;
  }

  /** Over all organizations. */
  async list(): Promise<CallerMerge[]> {
    return this.database.query(
      `SELECT ${COLUMNS} FROM caller_merges ORDER BY created_at LIMIT 500`,
    );
  }
}
