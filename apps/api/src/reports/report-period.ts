import { daysAfter, localDayOf } from '../platform/clock/local-day';
import { periodBeginsLater, periodTooLong } from './reports.errors';
import type { ReportDays } from './report-days.schemas';

export type Period = { from: string; to: string; timeZone: string };

const DAY_MS = 86_400_000;
const DEFAULT_DAYS = 30;
/** Five years, leap days included. */
export const MOST_DAYS = 1827;

/**
 * The days asked for, up to today and thirty of them where nothing was said. Throws
 * `reports.period_out_of_order`, `reports.period_too_long`.
 */
export const daysOf = (
  { from, to }: ReportDays,
  timeZone: string,
  now: Date,
): { from: string; to: string } => {
  const last = to ?? localDayOf(timeZone, now);
  const first = from ?? daysAfter(last, 1 - DEFAULT_DAYS);
  if (first > last) throw periodBeginsLater(first, last);
  if (lengthOf({ from: first, to: last }) > MOST_DAYS) throw periodTooLong();
  return { from: first, to: last };
};

/** How many days, both ends included. */
export const lengthOf = ({ from, to }: { from: string; to: string }): number =>
  (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
