import type { LockedAccount } from './locked-account.repository';
import type { MonthlyAllowance } from './account-book';
import { accountNotFound, limitBelowUse, tooManyMinutes } from './minutes.errors';

/** What an administrator does to an account. */
export type AccountChange = { memberId: string; reason?: string } & (
  | { what: 'set'; minutesMs: number; expiresAt: Date | null }
  | { what: 'grant'; minutesMs: number; expiresAt: Date | null }
  | { what: 'allowance'; allowance: MonthlyAllowance | null }
  | { what: 'limit'; overMs: number }
  | { what: 'lift'; at: Date }
);

/** What one account may hold; beyond it somebody has mistyped. */
const MOST_LEFT_MS = 1_000_000 * 60_000;

/** Throws `minutes.too_many`, `minutes.limit_below_use`; then nothing of the transaction is kept. */
export const applyChange = (locked: LockedAccount, change: AccountChange): void => {
  const { row, book } = locked;
  const by = { memberId: change.memberId };
  if (row.liftedAt && !limitsAnew(change)) throw accountNotFound();
  // Calls that ran when it was lifted have given back since; that is no part of a new limit.
  if (row.liftedAt && book.leftMs !== 0) empty(locked, { ...by, reason: 'lifted' });
  switch (change.what) {
    case 'set':
      setMinutes(locked, change);
      break;
    case 'grant':
      book.grant(
        change.minutesMs,
        { source: 'manual', expiresAt: change.expiresAt },
        { ...by, reason: change.reason ?? 'granted' },
      );
      break;
    case 'allowance':
      setAllowance(locked, change);
      break;
    case 'limit':
      if (book.leftMs + change.overMs < 0) throw limitBelowUse(-book.leftMs);
      row.overMs = change.overMs;
      book.note('limit', change.overMs, { ...by, reason: change.reason ?? 'set' });
      break;
    case 'lift':
      empty(locked, { ...by, reason: change.reason ?? 'lifted' });
      row.overMs = 0;
      locked.allowance = null;
      row.liftedAt = change.at;
      return;
  }
  row.liftedAt = null;
  if (book.leftMs > MOST_LEFT_MS) throw tooManyMinutes();
};

/** Terms alone would leave somebody with nothing who is not limited now. */
export const limitsAnew = (change: AccountChange): boolean =>
  change.what === 'set' ||
  change.what === 'grant' ||
  (change.what === 'allowance' && change.allowance !== null);

const empty = ({ book }: LockedAccount, said: { memberId: string; reason: string }): void => {
  if (book.leftMs < 0) book.forgive(said);
  else book.take(book.leftMs, said);
};

const setMinutes = (
  locked: LockedAccount,
  change: Extract<AccountChange, { what: 'set' }>,
): void => {
  const { book } = locked;
  const { minutesMs, expiresAt, memberId } = change;
  const said = { memberId, reason: change.reason ?? 'set' };
  // An end for all of it makes one lot of what is left.
  if (expiresAt && book.leftMs !== 0) empty(locked, said);
  const addedMs = minutesMs - book.leftMs;
  if (addedMs > 0) book.grant(addedMs, { source: 'manual', expiresAt }, said);
  else if (addedMs < 0 || !expiresAt) book.take(-addedMs, said);
};

/** Begun in the middle of a month it gives all of the month's; what was given stays. */
const setAllowance = (
  locked: LockedAccount,
  { allowance, memberId, reason }: Extract<AccountChange, { what: 'allowance' }>,
): void => {
  const { book, month } = locked;
  if (!allowance && !locked.allowance) return;
  locked.allowance = allowance;
  const said = { memberId, reason: reason ?? (allowance ? 'set' : 'removed') };
  book.note('allowance', allowance?.monthlyMs ?? 0, said);
  if (!allowance || locked.monthGiven) return;
  book.giveMonth(allowance, month);
  locked.monthGiven = true;
};
