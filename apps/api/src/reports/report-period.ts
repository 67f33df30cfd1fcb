import type { ReportDays } from './report-days.schemas';

export type Period = { from: string; to: string; timeZone: string };

const DAY_MS = 86_400_000;
const DEFAULT_DAYS = 30;

/** The days asked for, up to today and thirty of them where nothing was said. */
export const daysOf = (
  { from, to }: ReportDays,
  timeZone: string,
  now: Date,
): { from: string; to: string } => {
  const last = to ?? dayIn(timeZone, now);
  return { from: from ?? daysBefore(last, DEFAULT_DAYS - 1), to: last };
};

/** The en-CA locale writes days as ISO 8601 does. */
const dayIn = (timeZone: string, moment: Date): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone }).format(moment);

const daysBefore = (day: string, days: number): string =>
  new Date(Date.parse(day) - days * DAY_MS).toISOString().slice(0, 10);
