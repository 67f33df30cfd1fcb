import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { CONSENTS } from '../config/env.schema';

/** How long recordings are kept: as the service does it, so many days, or until they are deleted. */
export const Retention = z
  .object({
    kind: z.enum(['default', 'days', 'forever']),
    days: z.number().int().min(1).max(3650).nullable(),
  })
  .refine(({ kind, days }) => (kind === 'days') === (days !== null), {
    path: ['days'],
    message: 'Give a number of days from 1 to 3650, and only with "days"',
  });
export type Retention = z.infer<typeof Retention>;

export const RecordingPolicy = z.object({
  retention: Retention,
  /** What `default` stands for. */
  defaultDays: z.number().int(),
  /** What counts; null: until they are deleted. */
  keptDays: z.number().int().nullable(),
  /** A trainee may switch recording off for a call of theirs in the browser. */
  allowUnrecorded: z.boolean(),
  /** What the service does in calls by telephone. */
  telephone: z.enum(CONSENTS),
});
export type RecordingPolicy = z.infer<typeof RecordingPolicy>;

export const UpdateRecordingPolicy = z
  .object({ retention: Retention, allowUnrecorded: z.boolean() })
  .partial();
export type UpdateRecordingPolicy = z.infer<typeof UpdateRecordingPolicy>;

export class RecordingPolicyDto extends createZodDto(RecordingPolicy) {}
export class UpdateRecordingPolicyDto extends createZodDto(UpdateRecordingPolicy) {}
