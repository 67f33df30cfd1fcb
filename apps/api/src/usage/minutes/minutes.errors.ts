import { AppError } from '../../platform/errors/app-error';
import type { Balance } from './balance';
import type { AccountOwner } from './quotas.schemas';

const WHAT_TO_DO: Record<AccountOwner, string> = {
  organization: 'Your organization’s practice minutes are used up. Ask an administrator for more.',
  member: 'Your practice minutes are used up. Ask an administrator for more.',
  caller: 'The free minutes of this number are used up. Ask whoever runs this line for more.',
};

/** Some may only be set aside for calls that are still open, and come back by themselves. */
export const minutesUsedUp = ({ owner, reservedMs }: Balance & { owner: AccountOwner }) =>
  new AppError(
    'conflict',
    'minutes.used_up',
    reservedMs > 0
      ? 'The minutes that are left are held by a call that is still open. End it, or try again in a few minutes.'
      : WHAT_TO_DO[owner],
  );

export const accountNotFound = () =>
  new AppError('not_found', 'minutes.account_not_found', 'There is no such minute account.');

export const ownerNotFound = () =>
  new AppError('not_found', 'minutes.member_not_found', 'There is no such member.');
