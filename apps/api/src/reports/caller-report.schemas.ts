import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { PageQuery, pageOf } from '../platform/http/page.schemas';

/** A telephone number that calls us, or whose owner may. */
export const CallerReport = z.object({
  id: z.uuid(),
  maskedNumber: z.string(),
  /** Whose calls they are: of an unknown caller, the guest's id. */
  memberId: z.uuid(),
  /** Null for an unknown caller. */
  name: z.string().nullable(),
  blocked: z.boolean(),
  /** By telephone; of a member with several numbers, from all of them. */
  calls: z.number().int(),
  lastCallAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
});
export type CallerReport = z.infer<typeof CallerReport>;

export const ListCallers = PageQuery.extend({
  sort: z.enum(['-createdAt']).default('-createdAt'),
});
export type ListCallers = z.infer<typeof ListCallers>;

export class ListCallersDto extends createZodDto(ListCallers) {}
export class CallerPageDto extends createZodDto(pageOf(CallerReport)) {}
