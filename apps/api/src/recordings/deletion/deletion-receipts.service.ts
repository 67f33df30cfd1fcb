import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../../auth/actor';
import { decodeCursor, encodeCursor } from '../../platform/http/cursor';
import type { Page } from '../../platform/http/page.schemas';
import { DeletionReceiptRepository, type ReceiptRow } from './deletion-receipt.repository';
import type { DeletionReceipt, ListReceipts } from './deletion-receipts.schemas';

const Position = z.object({ deletedAt: z.iso.datetime(), id: z.uuid() });

/** What proves that recordings are gone. */
@Injectable()
export class DeletionReceiptsService {
  constructor(private readonly receipts: DeletionReceiptRepository) {}

  async page(
    { organizationId }: Actor,
    { limit, cursor, reason }: ListReceipts,
  ): Promise<Page<DeletionReceipt>> {
    const rows = await this.receipts.page(organizationId, {
      limit: limit + 1,
      reason,
      after: cursor === undefined ? undefined : decodeCursor(cursor, Position),
    });
    const items = rows.slice(0, limit).map(toReceipt);
    const last = rows.length > limit ? items.at(-1) : undefined;
    return {
      items,
      nextCursor: last ? encodeCursor({ deletedAt: last.deletedAt, id: last.id }) : null,
    };
  }
}

const toReceipt = (row: ReceiptRow): DeletionReceipt => ({
  id: row.id,
  objectKey: row.objectKey,
  callId: row.callId,
  bytes: row.bytes,
  sha256: row.sha256,
  reason: row.reason,
  member: row.memberId && row.memberName ? { id: row.memberId, name: row.memberName } : null,
  requestedAt: row.requestedAt.toISOString(),
  deletedAt: row.deletedAt?.toISOString() ?? '',
});
