import { z } from 'zod';

/** No call is older, and nobody plans further ahead: a year of four other digits is a slip. */
const FIRST_DAY = '2000-01-01';
const LAST_DAY = '2100-12-31';

const Day = z.iso
  .date('This is no day of the calendar. Write it as 2026-11-30.')
  .refine((day) => day >= FIRST_DAY && day <= LAST_DAY, {
    message: 'Reports know the days from 2000 to 2100',
  });

/** Days of the organization's time zone, both included; the last 30 days when left out. */
export const ReportDays = z.object({ from: Day.optional(), to: Day.optional() });
export type ReportDays = z.infer<typeof ReportDays>;

export const inOrder = ({ from, to }: ReportDays): boolean => !from || !to || from <= to;
export const OUT_OF_ORDER = { path: ['to'], message: 'The last day lies before the first' };
