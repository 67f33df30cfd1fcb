import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { PageQuery, pageOf } from '../../platform/http/page.schemas';
import { DeletionReason } from '../recordings.schemas';

/** That a recording is gone: written once the store was seen not to have it any more. */
export const DeletionReceipt = z.object({
  id: z.uuid(),
  /** Where it was stored; the name tells no more than the call's id. */
  objectKey: z.string(),
  /** Null for an object that belonged to no call. */
  callId: z.uuid().nullable(),
  bytes: z.number().int(),
  /** Of the file; null where nothing was known of it. */
  sha256: z.string().nullable(),
  reason: DeletionReason,
  /** Whose doing it was; null: the service's own. */
  member: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  requestedAt: z.iso.datetime(),
  /** When it was seen to be gone. */
  deletedAt: z.iso.datetime(),
});
export type DeletionReceipt = z.infer<typeof DeletionReceipt>;

export const ListReceipts = PageQuery.extend({
  reason: DeletionReason.optional(),
  sort: z.enum(['-deletedAt']).default('-deletedAt'),
});
export type ListReceipts = z.infer<typeof ListReceipts>;

export class ListReceiptsDto extends createZodDto(ListReceipts) {}
export class DeletionReceiptPageDto extends createZodDto(pageOf(DeletionReceipt)) {}
