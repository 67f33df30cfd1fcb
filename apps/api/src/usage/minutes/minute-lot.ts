import type { LotSource } from './quotas.schemas';

/** Minutes that came together and end together. */
export type Lot = {
  id: string;
  source: LotSource;
  amountMs: number;
  /** Neither spent nor set aside. */
  leftMs: number;
  /** Null: never. */
  expiresAt: Date | null;
  /** First day of the month it was given for. */
  period: string | null;
  codeId: string | null;
  createdAt: Date;
};

/** What a call took of a lot. */
export type LotPart = { lotId: string; amountMs: number };

export const isExpired = ({ expiresAt }: Lot, now: Date): boolean =>
  expiresAt !== null && expiresAt.getTime() <= now.getTime();

const endOf = ({ expiresAt }: Lot): number => expiresAt?.getTime() ?? Infinity;

/** What ends soonest is spent first, what never ends last; of equals the older. */
export const inOrderOfSpending = (lots: Iterable<Lot>): Lot[] =>
  [...lots].sort(
    (a, b) =>
      (endOf(a) === endOf(b) ? 0 : endOf(a) - endOf(b)) ||
      a.createdAt.getTime() - b.createdAt.getTime() ||
      a.id.localeCompare(b.id),
  );

export const sumOfLots = (lots: Iterable<Lot>): number => {
  let sumMs = 0;
  for (const { leftMs } of lots) sumMs += leftMs;
  return sumMs;
};
