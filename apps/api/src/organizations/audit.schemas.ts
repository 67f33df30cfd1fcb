import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { PageQuery, pageOf } from '../platform/http/page.schemas';

export const AuditEntry = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  member: z.object({ id: z.uuid(), name: z.string() }),
  /** What was done, e.g. `caller.revealed`. */
  action: z.string(),
  /** To what, e.g. `caller:` and its id. */
  subject: z.string(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

export const ListAudit = PageQuery.extend({ sort: z.enum(['-at']).default('-at') });
export type ListAudit = z.infer<typeof ListAudit>;

export class ListAuditDto extends createZodDto(ListAudit) {}
export class AuditPageDto extends createZodDto(pageOf(AuditEntry)) {}
