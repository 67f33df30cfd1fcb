import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { CallDetail } from './call-detail.schemas';

/** A call as whoever holds its link may see it: not whose it is, what they brought, or what it cost. */
export const SharedCall = CallDetail.omit({
  member: true,
  brief: true,
  cost: true,
  timings: true,
}).extend({
  /** When the link stops working. */
  expiresAt: z.iso.datetime(),
});
export type SharedCall = z.infer<typeof SharedCall>;

export class SharedCallDto extends createZodDto(SharedCall) {}
