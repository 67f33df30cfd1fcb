import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { CallFilters } from '../report-filters.schemas';

export const ScheduledReport = z.enum(['usage', 'cost', 'progress', 'quality']);
export type ScheduledReport = z.infer<typeof ScheduledReport>;

const Settings = z.object({
  name: z.string().trim().min(1, 'Give it a name').max(120),
  report: ScheduledReport,
  /** As the report itself takes it. */
  groupBy: z.string().max(40),
  /** All calls without them. */
  filters: CallFilters.optional(),
  rhythm: z.enum(['weekly', 'monthly']),
  /** Weekly 1 to 7, Monday first; monthly 1 to 28, which every month has. */
  onDay: z.number().int().min(1).max(28),
  /** By the clock of the organization. */
  atHour: z.number().int().min(0).max(23),
  /** Ids of members. */
  recipients: z.array(z.uuid()).min(1, 'Choose who gets it').max(100),
});

const dayFits = ({ rhythm, onDay }: { rhythm?: string; onDay?: number }): boolean =>
  rhythm !== 'weekly' || onDay === undefined || onDay <= 7;
const NO_SUCH_DAY = { path: ['onDay'], message: 'A week has the days 1 to 7' };

export const CreateSchedule = Settings.refine(dayFits, NO_SUCH_DAY);
export type CreateSchedule = z.infer<typeof CreateSchedule>;
export const UpdateSchedule = Settings.extend({ paused: z.boolean() })
  .partial()
  .refine(dayFits, NO_SUCH_DAY);
export type UpdateSchedule = z.infer<typeof UpdateSchedule>;

export const MailingState = z.enum([
  'pending',
  'sending',
  'sent',
  'failed',
  'uncertain',
  'not_allowed',
]);
export type MailingState = z.infer<typeof MailingState>;

export const Mailing = z.object({
  memberId: z.uuid(),
  name: z.string(),
  from: z.iso.date(),
  to: z.iso.date(),
  /** `uncertain`: the service stopped while it was handed over, so it may have arrived or not. */
  state: MailingState,
  byHand: z.boolean(),
  at: z.iso.datetime(),
});
export type Mailing = z.infer<typeof Mailing>;

export const Schedule = Settings.extend({
  id: z.uuid(),
  filters: CallFilters,
  recipients: z.array(z.object({ id: z.uuid(), name: z.string() })),
  paused: z.boolean(),
  timeZone: z.string(),
  /** Null while it is paused. */
  nextAt: z.iso.datetime().nullable(),
  /** The latest, newest first. */
  mailings: z.array(Mailing),
});
export type Schedule = z.infer<typeof Schedule>;
export const Schedules = z.object({ items: z.array(Schedule) });

export class CreateScheduleDto extends createZodDto(CreateSchedule) {}
export class UpdateScheduleDto extends createZodDto(UpdateSchedule) {}
export class ScheduleDto extends createZodDto(Schedule) {}
export class SchedulesDto extends createZodDto(Schedules) {}
