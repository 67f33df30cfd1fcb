import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';

const Part = z.enum(['up', 'down']);

export const Health = z.object({
  status: z.enum(['ok', 'degraded']),
  database: Part,
  queue: z.object({
    status: Part,
    waiting: z.number().int().optional(),
    active: z.number().int().optional(),
    delayed: z.number().int().optional(),
    /** For good, and not yet seen by anybody. */
    failed: z.number().int().optional(),
  }),
  activeCalls: z.number().int(),
  /** Vendors that are configured; whether they answer is not asked here, since asking costs. */
  providers: z.record(z.string(), z.enum(['configured', 'not_configured'])),
});
export type Health = z.infer<typeof Health>;

export class HealthDto extends createZodDto(Health) {}
export class LivenessDto extends createZodDto(z.object({ status: z.literal('ok') })) {}
