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
  const last = to ?? dayIn(timeZone, now);
  const first = from ?? daysBefore(last, DEFAULT_DAYS - 1);
  if (first > last) throw periodBeginsLater(first, last);
  if (lengthOf({ from: first, to: last }) > MOST_DAYS) throw periodTooLong();
  return { from: first, to: last };
};

/** How many days, both ends included. */
export const lengthOf = ({ from, to }: { from: string; to: string }): number =>
  (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;

/** The en-CA locale writes days as ISO 8601 does. */
export const dayIn = (timeZone: string, moment: Date): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone }).format(moment);

export const daysBefore = (day: string, days: number): string =>
  new Date(Date.parse(day) - days * DAY_MS).toISOString().slice(0, 10);
