import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { PageQuery, pageOf } from '../platform/http/page.schemas';

export const FailedJobState = z.enum(['open', 'retried', 'solved', 'dropped']);

/** Work that failed for good. One row for each piece of work, however often it fails. */
export const FailedJob = z.object({
  id: z.uuid(),
  queue: z.string(),
  job: z.string(),
  /** The call it is about, when it is about one. */
  callId: z.uuid().nullable(),
  error: z.object({ code: z.string(), message: z.string() }),
  attempts: z.number().int(),
  /** How often it failed for good. */
  times: z.number().int(),
  firstFailedAt: z.iso.datetime(),
  lastFailedAt: z.iso.datetime(),
  /** `open` until somebody deals with it; `retried` until that is over; `solved` when it succeeded. */
  state: FailedJobState,
  handledBy: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  handledAt: z.iso.datetime().nullable(),
});
export type FailedJob = z.infer<typeof FailedJob>;

export const ListFailedJobs = PageQuery.extend({
  queue: z.string().max(60).optional(),
  job: z.string().max(60).optional(),
  callId: z.uuid().optional(),
  /** What is still to be dealt with, when left out. */
  state: FailedJobState.optional(),
  sort: z.enum(['-lastFailedAt']).default('-lastFailedAt'),
});
export type ListFailedJobs = z.infer<typeof ListFailedJobs>;

/** One or many; what is not there, or dealt with already, is passed over. */
export const ChosenJobs = z.object({ ids: z.array(z.uuid()).min(1).max(100) });
export type ChosenJobs = z.infer<typeof ChosenJobs>;

export const QueueState = z.object({
  queue: z.string(),
  waiting: z.number().int(),
  active: z.number().int(),
  delayed: z.number().int(),
  failed: z.number().int(),
});
export type QueueState = z.infer<typeof QueueState>;

export class FailedJobPageDto extends createZodDto(pageOf(FailedJob)) {}
export class ListFailedJobsDto extends createZodDto(ListFailedJobs) {}
export class ChosenJobsDto extends createZodDto(ChosenJobs) {}
export class ChangedJobsDto extends createZodDto(z.object({ changed: z.number().int() })) {}
export class QueueStatesDto extends createZodDto(z.object({ items: z.array(QueueState) })) {}
