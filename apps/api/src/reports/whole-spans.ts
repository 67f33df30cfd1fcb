import { daysAfter, type LocalDay, monthOf, weekdayOf } from '../platform/clock/local-day';
import type { Period } from './report-period';

export type Span = 'day' | 'week' | 'month';
/** Days, or first days of weeks or months, from `first` until the day before `after`. */
export type Stretch = { span: Span; first: LocalDay; after: LocalDay };

type Days = Pick<Period, 'from' | 'to'>;

/** The first day of a week, as ISO 8601 has it. */
export const mondayOf = (day: LocalDay): LocalDay => daysAfter(day, -((weekdayOf(day) + 6) % 7));

const FIRST_OF: Record<Span, (day: LocalDay) => LocalDay> = {
  day: (day) => day,
  week: mondayOf,
  month: monthOf,
};
const DAYS_AT_MOST: Record<Span, number> = { day: 1, week: 7, month: 31 };

/** The weeks or months that are in the period whole. */
export const wholeSpans = (span: Span, { from, to }: Days): Stretch | undefined => {
  const firstOf = FIRST_OF[span];
  const first =
    firstOf(from) === from ? from : firstOf(daysAfter(firstOf(from), DAYS_AT_MOST[span]));
  const after = firstOf(daysAfter(to, 1));
  return first < after ? { span, first, after } : undefined;
};

/** The period in as few spans as can be; those that come first are the longer ones. */
export const stretchesOf = (period: Days, [longest, ...shorter]: readonly Span[]): Stretch[] => {
  if (longest === undefined || period.from > period.to) return [];
  const whole = wholeSpans(longest, period);
  if (!whole) return stretchesOf(period, shorter);
  const before = { from: period.from, to: daysAfter(whole.first, -1) };
  const behind = { from: whole.after, to: period.to };
  return [whole, ...stretchesOf(before, shorter), ...stretchesOf(behind, shorter)];
};
