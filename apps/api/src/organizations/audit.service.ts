import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../auth/actor';
import { Clock } from '../platform/clock/clock';
import { decodeCursor, encodeCursor } from '../platform/http/cursor';
import type { Page } from '../platform/http/page.schemas';
import { AuditRepository, type AuditRow } from './audit.repository';
import type { AuditEntry, ListAudit } from './audit.schemas';

const Position = z.object({ at: z.iso.datetime(), id: z.uuid() });

@Injectable()
export class AuditService {
  constructor(
    private readonly entries: AuditRepository,
    private readonly clock: Clock,
  ) {}

  /** What may not be seen unnoticed is recorded before it is done. The subject is a kind and an id, no more. */
  async record(actor: Actor, action: string, subject: string): Promise<void> {
    const { organizationId, memberId } = actor;
    await this.entries.insert(organizationId, { memberId, action, subject, at: this.clock.now() });
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
