import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';

const MOST_MICRO_USD = 100_000_000_000_000;

export const BudgetSettings = z.object({
  amountMicroUsd: z
    .number()
    .int()
    .min(1, 'More than nothing')
    .max(MOST_MICRO_USD, 'At most $100 million'),
  /** A mail and a note in the page once so much of it is spent. */
  alertPercents: z
    .array(z.number().int().min(1, 'From 1 %').max(500, 'Up to 500 %'))
    .max(6, 'At most six'),
  /** No further call begins once it is spent. */
  hardStop: z.boolean(),
  /** Members to be mailed; nobody named: all administrators. */
  mailTo: z.array(z.uuid()).max(20, 'At most twenty'),
});
export type BudgetSettings = z.infer<typeof BudgetSettings>;

/** Somebody named to be mailed. */
export const BudgetRecipient = z.object({
  id: z.uuid(),
  name: z.string(),
  /** False for whoever left, is suspended or is no longer an administrator or coach. */
  reachable: z.boolean(),
});
export type BudgetRecipient = z.infer<typeof BudgetRecipient>;

export const BudgetAlert = z.object({
  /** First day of the month. */
  month: z.iso.date(),
  percent: z.number().int(),
  spentMicroUsd: z.number().int(),
  budgetMicroUsd: z.number().int(),
  at: z.iso.datetime(),
});
export type BudgetAlert = z.infer<typeof BudgetAlert>;

export const Forecast = z.object({
  /** Fewer than seven days with calls say nothing. */
  enough: z.boolean(),
  lowMicroUsd: z.number().int().nullable(),
  likelyMicroUsd: z.number().int().nullable(),
  highMicroUsd: z.number().int().nullable(),
  /** Days it rests on; with too little to say, days with calls so far. */
  days: z.number().int(),
  /** In words. */
  method: z.string(),
});
export type Forecast = z.infer<typeof Forecast>;

export const Budget = z.object({
  /** First day of the month, where the organization is. */
  month: z.iso.date(),
  timeZone: z.string(),
  spentMicroUsd: z.number().int(),
  /** Quantities without a price: what was spent is at least this much. */
  unpriced: z.number().int(),
  budget: BudgetSettings.nullable(),
  /** Those of `mailTo`; nobody: all administrators are mailed. */
  recipients: z.array(BudgetRecipient),
  /** Calls are refused right now. */
  stopped: z.boolean(),
  /** The stop was lifted for this month. */
  lifted: z.boolean(),
  forecast: Forecast,
  /** The latest first. */
  alerts: z.array(BudgetAlert),
});
export type Budget = z.infer<typeof Budget>;

/** What is on top of every page for those who look after the money; null: nothing to say. */
export const BudgetNotice = z.object({
  notice: z
    .object({
      kind: z.enum(['alert', 'used_up', 'stopped']),
      percent: z.number().int(),
      spentMicroUsd: z.number().int(),
      budgetMicroUsd: z.number().int(),
    })
    .nullable(),
});
export type BudgetNotice = z.infer<typeof BudgetNotice>;

export const LiftStop = z.object({ lifted: z.boolean() });
export type LiftStop = z.infer<typeof LiftStop>;

export class BudgetDto extends createZodDto(Budget) {}
export class BudgetNoticeDto extends createZodDto(BudgetNotice) {}
export class BudgetSettingsDto extends createZodDto(BudgetSettings) {}
export class LiftStopDto extends createZodDto(LiftStop) {}
