import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { PageQuery, pageOf } from '../platform/http/page.schemas';

const Value = z.union([z.string(), z.number(), z.boolean()]).nullable();

/** `field` says its unit, as in `amountMicroUsd` or `leftMs`. Null: nothing was said. */
export const AuditChange = z.object({ field: z.string(), before: Value, after: Value });
export type AuditChange = z.infer<typeof AuditChange>;

export const AuditEntry = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  member: z.object({ id: z.uuid(), name: z.string() }),
  /** What was done, e.g. `caller.revealed`. */
  action: z.string(),
  /** To what, e.g. `caller:` and its id. */
  subject: z.string(),
  /** What it was called then, where it had a name. */
  subjectName: z.string().nullable(),
  changes: z.array(AuditChange),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

export const ListAudit = PageQuery.extend({ sort: z.enum(['-at']).default('-at') });
export type ListAudit = z.infer<typeof ListAudit>;

export class ListAuditDto extends createZodDto(ListAudit) {}
export class AuditPageDto extends createZodDto(pageOf(AuditEntry)) {}
