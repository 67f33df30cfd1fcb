import { startOfLocalDay } from '../../platform/clock/local-day';

const A_DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A day begins with its first moment in the organization's time zone. */
export const momentOf = (written: string, timeZone: string): Date =>
  A_DAY.test(written) ? startOfLocalDay(timeZone, written) : new Date(written);

export const momentOrNull = (written: string | null, timeZone: string): Date | null =>
  written === null ? null : momentOf(written, timeZone);

export type Period = { validFrom: Date | null; validTo: Date | null };

export const isInOrder = ({ validFrom, validTo }: Period): boolean =>
  validFrom === null || validTo === null || validFrom < validTo;

export const overlaps = (a: Period, b: Period): boolean =>
  (a.validFrom === null || b.validTo === null || a.validFrom < b.validTo) &&
  (b.validFrom === null || a.validTo === null || b.validFrom < a.validTo);

export const stateAt = (
  { validFrom, validTo }: Period,
  now: Date,
): 'past' | 'current' | 'future' => {
  if (validTo !== null && validTo <= now) return 'past';
  return validFrom !== null && validFrom > now ? 'future' : 'current';
};

const MOST_PER_UNIT_MICRO_USD = 1_000_000_000;

/** Nothing here costs a thousand dollars apiece: somebody took the one field for the other. */
export const isAbsurd = (price: { amountMicroUsd: number; perQuantity: number }): boolean =>
  price.amountMicroUsd > price.perQuantity * MOST_PER_UNIT_MICRO_USD;
