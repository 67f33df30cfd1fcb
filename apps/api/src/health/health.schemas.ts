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
  /** Telephones whose sound this process carries. */
  activeStreams: z.number().int(),
  /** Of this process, since it began. */
  counters: z.object({
    /** With those that are still going on. */
    calls: z.number().int(),
    active: z.number().int(),
    failed: z.number().int(),
    smsSent: z.number().int(),
    smsFailed: z.number().int(),
    toolCalls: z.number().int(),
    providerErrors: z.number().int(),
  }),
  /** Vendors that are configured; whether they answer is not asked here, since asking costs. */
  providers: z.record(z.string(), z.enum(['configured', 'not_configured'])),
});
export type Health = z.infer<typeof Health>;

export class HealthDto extends createZodDto(Health) {}
export class LivenessDto extends createZodDto(z.object({ status: z.literal('ok') })) {}
