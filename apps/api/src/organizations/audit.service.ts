import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Transaction } from '../auth/accounts.service';
import type { Actor } from '../auth/actor';
import { Clock } from '../platform/clock/clock';
import { decodeCursor, encodeCursor } from '../platform/http/cursor';
import type { Page } from '../platform/http/page.schemas';
import { AuditRepository, type AuditRow } from './audit.repository';
import type { AuditChange, AuditEntry, ListAudit } from './audit.schemas';

const Position = z.object({ at: z.iso.datetime(), id: z.uuid() });

export type Particulars = {
  /** What the subject is called. Never a telephone number. */
  name?: string | null;
  changes?: AuditChange[];
  transaction?: Transaction;
};

@Injectable()
export class AuditService {
  constructor(
    private readonly entries: AuditRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * What may not be seen unnoticed is recorded before it is done; what is changed, in the transaction
   * of the change. The subject is a kind and an id, no more.
   */
  async record(
    actor: Actor,
    action: string,
    subject: string,
    { name = null, changes = [], transaction }: Particulars = {},
  ): Promise<void> {
    const { organizationId, memberId } = actor;
    const entry = { memberId, action, subject, subjectName: name, changes, at: this.clock.now() };
    await this.entries.insert(organizationId, entry, transaction);
  }

  async page(actor: Actor, { limit, cursor }: ListAudit): Promise<Page<AuditEntry>> {
    const rows = await this.entries.page(actor.organizationId, {
      limit: limit + 1,
      after: cursor === undefined ? undefined : decodeCursor(cursor, Position),
    });
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return {
      items: rows.slice(0, limit).map(toAuditEntry),
      nextCursor: last ? encodeCursor({ at: last.at.toISOString(), id: last.id }) : null,
    };
  }
}

const toAuditEntry = ({ memberId, memberName, at, ...row }: AuditRow): AuditEntry => ({
  ...row,
  at: at.toISOString(),
  member: { id: memberId, name: memberName },
});
