/** A calendar day or month as `2026-11-21` or `2026-11`; no moment, so no summer time to trip over. */
export type LocalDay = string;

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** No zone is further from Greenwich, and no clock is put forward by more than an hour or a day. */
const FURTHEST_MS = 15 * HOUR_MS;
const STEP_MS = 15 * 60_000;

/** The day it is there; the en-CA locale writes days as ISO 8601 does. */
export const localDayOf = (timeZone: string, moment: Date): LocalDay =>
  dayFormat(timeZone).format(moment);

/**
 * The first moment of a day there. Where the clock skips midnight that is one o'clock, and where it
 * repeats it, the earlier of the two.
 */
export const startOfLocalDay = (timeZone: string, day: LocalDay): Date => {
  const format = dayFormat(timeZone);
  const utc = Date.parse(`${day}T00:00:00Z`);
  let before = utc - FURTHEST_MS;
  let after = utc + FURTHEST_MS;
  // Days only ever go forward, so their border can be halved down to.
  while (after - before > STEP_MS) {
    const middle = before + Math.floor((after - before) / 2 / STEP_MS) * STEP_MS;
    if (format.format(middle) < day) before = middle;
    else after = middle;
  }
  return new Date(after);
};

export const daysAfter = (day: LocalDay, days: number): LocalDay =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** 0 is Sunday. */
export const weekdayOf = (day: LocalDay): number => new Date(`${day}T00:00:00Z`).getUTCDay();

export const monthOf = (day: LocalDay): LocalDay => `${day.slice(0, 7)}-01`;

export const lastDayOfMonth = (day: LocalDay): LocalDay => {
  const [year = 0, month = 0] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
};

const FORMATS = new Map<string, Intl.DateTimeFormat>();

/** Making one takes longer than a thousand uses of it. */
const dayFormat = (timeZone: string): Intl.DateTimeFormat => {
  const known = FORMATS.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  FORMATS.set(timeZone, made);
  return made;
};
