const DAY_MS = 86_400_000;

/** "3:07", "1:02:45". */
export const clockOf = (ms: number): string => {
  const seconds = Math.max(0, Math.round(ms / 1000));
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const [hours, minutes, rest] = parts as [number, number, number];
  const tail = `${String(rest).padStart(2, '0')}`;
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${tail}` : `${minutes}:${tail}`;
};

const TIME: Intl.DateTimeFormatOptions = { timeStyle: 'short' };

/** "Today, 14:05", "Yesterday, 09:10", "Tue 3 Nov, 09:10", with the year when it is another one. */
export const momentOf = (iso: string, now: Date, locale?: string): string => {
  const date = new Date(iso);
  const time = date.toLocaleTimeString(locale, TIME);
  const days = Math.round((startOfDay(now) - startOfDay(date)) / DAY_MS);
  return `${dayName(date, days, now, locale)}, ${time}`;
};

const dayName = (date: Date, daysAgo: number, now: Date, locale?: string): string => {
  if (daysAgo === 0) return 'Today';
  if (daysAgo === 1) return 'Yesterday';
  const year = date.getFullYear() === now.getFullYear() ? undefined : 'numeric';
  return date.toLocaleDateString(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year,
  });
};

export const dayOf = (iso: string, locale?: string): string =>
  new Date(iso).toLocaleDateString(locale, { day: 'numeric', month: 'short', year: 'numeric' });

/** "2026-11-21", as a date field has it: the day it is then at a place. */
export const localDayOf = (iso: string, timeZone: string): string =>
  new Date(iso).toLocaleDateString('en-CA', { timeZone });

/** The last day of what ends at a moment: midnight belongs to the day before. */
export const lastDayOf = (iso: string, locale?: string): string =>
  dayOf(new Date(new Date(iso).getTime() - 1000).toISOString(), locale);

/** "just now", "5 minutes ago", "3 days ago". */
export const agoOf = (iso: string, now: Date, locale?: string): string => {
  const ms = now.getTime() - new Date(iso).getTime();
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  if (ms < 60_000) return 'just now';
  if (ms < 3_600_000) return relative.format(-Math.floor(ms / 60_000), 'minute');
  if (ms < DAY_MS) return relative.format(-Math.floor(ms / 3_600_000), 'hour');
  if (ms < 45 * DAY_MS) return relative.format(-Math.floor(ms / DAY_MS), 'day');
  return dayOf(iso, locale);
};

/** By the clock of the wall, so that a change to summer time keeps "yesterday" yesterday. */
const startOfDay = (date: Date): number =>
  Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());

export const greetingAt = (hour: number): string => {
  if (hour < 5) return 'Still up';
  if (hour < 12) return 'Good morning';
  return hour < 18 ? 'Good afternoon' : 'Good evening';
};
