import { AppError } from '../../platform/errors/app-error';
import { availableOf, type Balance } from './balance';
import { LEAST_CALL_MS } from './call-share';
import type { AccountOwner } from './quotas.schemas';

const WHAT_TO_DO: Record<AccountOwner, string> = {
  organization: 'Your organization’s practice minutes are used up. Ask an administrator for more.',
  team: 'Your team’s practice minutes are used up. Ask an administrator for more.',
  member: 'Your practice minutes are used up. Ask an administrator for more.',
  caller: 'The free minutes of this number are used up. Ask whoever runs this line for more.',
};

/** Some may only be set aside for calls that are still open, and come back by themselves. */
export const minutesUsedUp = (account: Balance & { owner: AccountOwner; overMs: number }) => {
  const { owner, reservedMs } = account;
  const comesBack = availableOf(account) + reservedMs >= LEAST_CALL_MS && reservedMs > 0;
  return new AppError(
    'conflict',
    'minutes.used_up',
    comesBack
      ? 'The minutes that are left are held by a call that is still open. End it, or try again in a few minutes.'
      : WHAT_TO_DO[owner],
  );
};

export const accountNotFound = () =>
  new AppError('not_found', 'minutes.account_not_found', 'There is no such minute account.');

export const ownerNotFound = () =>
  new AppError('not_found', 'minutes.member_not_found', 'There is no such member.');

export const teamNotFound = () =>
  new AppError('not_found', 'minutes.team_not_found', 'There is no such team.');

const spelled = (ms: number): string => {
  const minutes = Math.ceil(ms / 6000) / 10;
  return minutes === 1 ? '1 minute' : `${minutes} minutes`;
};

export const limitBelowUse = (debtMs: number) =>
  new AppError(
    'conflict',
    'minutes.limit_below_use',
    `Calls have gone over by ${spelled(debtMs)} already. Allow at least that, or add minutes first.`,
    [{ path: 'overMinutes', message: `At least ${spelled(debtMs)}` }],
  );

export const tooManyMinutes = () =>
  new AppError(
    'invalid',
    'minutes.too_many',
    'No account holds more than a million minutes. Lift the limit instead.',
    [{ path: 'grantMinutes', message: 'Too many together with what is left' }],
  );

export const endsInThePast = () =>
  new AppError('invalid', 'minutes.ends_in_the_past', 'These minutes would have ended already.', [
    { path: 'expiresAt', message: 'Give a day that is still to come' },
  ]);

export const endsTooLate = () =>
  new AppError('invalid', 'minutes.ends_too_late', 'Minutes last ten years at most.', [
    { path: 'expiresAt', message: 'Within ten years, or leave it open' },
  ]);

export const callNotCharged = () =>
  new AppError(
    'conflict',
    'minutes.call_not_charged',
    'This call has cost nothing, or is still running, so there is nothing to give back.',
  );

export const alreadyRefunded = () =>
  new AppError(
    'conflict',
    'minutes.already_refunded',
    'What this call cost was given back before.',
  );

export const chargeNotFound = () =>
  new AppError(
    'not_found',
    'minutes.charge_not_found',
    'No minutes were set aside for such a call.',
  );

export const notLimitedYet = (name: string) =>
  new AppError(
    'conflict',
    'minutes.not_limited_yet',
    `${name} has no minutes of their own. Give some, or a monthly allowance, first.`,
  );
