import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { Freshness } from './facts/facts.schemas';
import { FilteredDays } from './report-filters.schemas';
import { inOrder, OUT_OF_ORDER } from './report-days.schemas';

export const UsageGroup = z.enum([
  'member',
  'persona',
  'mode',
  'channel',
  'engine',
  'provider',
  'day',
  'week',
  'month',
]);
export type UsageGroup = z.infer<typeof UsageGroup>;

export const UsageReportQuery = FilteredDays.extend({
  groupBy: UsageGroup.default('day'),
}).refine(inOrder, OUT_OF_ORDER);
export type UsageReportQuery = z.infer<typeof UsageReportQuery>;

export const UsageReportRow = z.object({
  /**
   * Id of the member or persona, name of the mode, channel, engine or provider, the day, the Monday
   * of the week, or the month; `without_call` for what belongs to no call.
   */
  key: z.string(),
  label: z.string(),
  calls: z.number().int(),
  minutes: z.number(),
  tokens: z.number().int(),
  characters: z.number().int(),
  costMicroUsd: z.number().int(),
  /** Some quantity has no price in the book, so the cost is too low. */
  incomplete: z.boolean(),
});
export type UsageReportRow = z.infer<typeof UsageReportRow>;

/** A call that used two providers counts for each of them, and once in the total. */
export const UsageReport = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  groupBy: UsageGroup,
  timeZone: z.string(),
  rows: z.array(UsageReportRow),
  total: UsageReportRow.omit({ key: true, label: true }),
  freshness: Freshness,
});
export type UsageReport = z.infer<typeof UsageReport>;

export class UsageReportQueryDto extends createZodDto(UsageReportQuery) {}
export class UsageReportDto extends createZodDto(UsageReport) {}
