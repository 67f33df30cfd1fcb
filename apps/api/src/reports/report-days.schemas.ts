import { z } from 'zod';

/** Days of the organization's time zone, both included; the last 30 days when left out. */
export const ReportDays = z.object({
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
});
export type ReportDays = z.infer<typeof ReportDays>;

export const inOrder = ({ from, to }: ReportDays): boolean => !from || !to || from <= to;
export const OUT_OF_ORDER = { path: ['to'], message: 'The last day lies before the first' };
