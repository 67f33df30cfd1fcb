import { daysAfter, localDayOf, monthOf } from '../../platform/clock/local-day';

export type Rhythm = {
  rhythm: 'weekly' | 'monthly';
  /** 1 is Monday; or the day of the month. */
  onDay: number;
  atHour: number;
};

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The next time after a moment, by the clock on the organization's wall. */
export const nextDue = (rhythm: Rhythm, after: Date, timeZone: string): Date => {
  // Weeks and months are no longer than this; the day at hand may still be to come.
  for (let ahead = 0; ahead <= 32; ahead += 1) {
    const day = daysAfter(localDayOf(timeZone, after), ahead);
    if (!fallsOn(rhythm, day)) continue;
    const due = momentOf(day, rhythm.atHour, timeZone);
    if (due > after) return due;
  }
  throw new Error('A rhythm comes round within a month');
};

const fallsOn = ({ rhythm, onDay }: Rhythm, day: string): boolean => {
  const date = new Date(day);
  return rhythm === 'weekly' ? (date.getUTCDay() || 7) === onDay : date.getUTCDate() === onDay;
};

/**
 * When a clock shows this hour of this day. An hour that comes twice is its first; one that is left
 * out in spring is the hour after it.
 */
export const momentOf = (day: string, hour: number, timeZone: string): Date => {
  const asIfUtc = Date.parse(day) + hour * HOUR_MS;
  const offsets = [asIfUtc - DAY_MS, asIfUtc + DAY_MS].map((near) => offsetAt(near, timeZone));
  const fitting = offsets
    .map((offset) => asIfUtc - offset)
    .filter((moment) => moment + offsetAt(moment, timeZone) === asIfUtc);
  const [before = 0] = offsets;
  return new Date(fitting.length > 0 ? Math.min(...fitting) : asIfUtc - before);
};

/** How far the clock is ahead of UTC. */
const offsetAt = (moment: number, timeZone: string): number => {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(moment);
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  const shown = Date.UTC(
    of('year'),
    of('month') - 1,
    of('day'),
    of('hour'),
    of('minute'),
    of('second'),
  );
  return shown - Math.floor(moment / 1000) * 1000;
};

/** What a mail that is due then is about: the seven days or the calendar month before its day. */
export const periodBefore = (
  { rhythm }: Pick<Rhythm, 'rhythm'>,
  due: Date,
  timeZone: string,
): { from: string; to: string } => {
  const day = localDayOf(timeZone, due);
  if (rhythm === 'weekly') return { from: daysAfter(day, -7), to: daysAfter(day, -1) };
  const to = daysAfter(monthOf(day), -1);
  return { from: monthOf(to), to };
};
