import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import type { Transaction } from '../auth/accounts.service';
import { AuditEntryEntity } from './audit-entry.entity';

export type NewAuditEntry = Omit<AuditEntryEntity, 'organizationId' | 'id'>;
export type AuditRow = Omit<AuditEntryEntity, 'organizationId'> & { memberName: string };

@Injectable()
export class AuditRepository {
  constructor(
    @InjectRepository(AuditEntryEntity) private readonly rows: Repository<AuditEntryEntity>,
  ) {}

  async insert(
    organizationId: string,
    entry: NewAuditEntry,
    transaction: Transaction = this.rows.manager,
  ): Promise<void> {
    await transaction.insert(AuditEntryEntity, { ...entry, organizationId });
  }

  /** Newest first. Those who were removed since are still named. */
  async page(
    organizationId: string,
    { limit, after }: { limit: number; after?: { at: string; id: string } },
  ): Promise<AuditRow[]> {
    return this.rows.query(
      `SELECT entry.id, entry.member_id AS "memberId", member.name AS "memberName",
              entry.action, entry.subject, entry.subject_name AS "subjectName", entry.changes, entry.at
       FROM audit_entries entry JOIN members member ON member.id = entry.member_id
       WHERE entry.organization_id = $1
         AND ($2::timestamptz IS NULL OR (entry.at, entry.id) < ($2::timestamptz, $3::uuid))
       ORDER BY entry.at DESC, entry.id DESC LIMIT $4`,
      [organizationId, after?.at ?? null, after?.id ?? null, limit],
    );
  }
}
