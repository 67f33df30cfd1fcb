import type { EntryKind } from './quotas.schemas';

export type Balance = { grantedMs: number; settledMs: number; reservedMs: number };

/** One change of a balance, as its statement will show it. */
export type Movement = {
  kind: EntryKind;
  /** Below zero only for a grant that takes away. */
  amountMs: number;
  reason: string;
  callId?: string;
  memberId?: string;
};

/** Below zero where an account is over. */
export const leftOf = ({ grantedMs, settledMs, reservedMs }: Balance): number =>
  grantedMs - settledMs - reservedMs;

/** What calls may still take: beyond what is left, where the limit is soft. */
export const availableOf = (account: Balance & { overMs: number }): number =>
  leftOf(account) + account.overMs;

export const afterMovement = (
  balance: Balance,
  { kind, amountMs }: Pick<Movement, 'kind' | 'amountMs'>,
): Balance => {
  const { grantedMs, settledMs, reservedMs } = balance;
  switch (kind) {
    case 'grant':
      return { ...balance, grantedMs: grantedMs + amountMs };
    case 'expire':
      return { ...balance, grantedMs: grantedMs - amountMs };
    case 'reserve':
      return { ...balance, reservedMs: reservedMs + amountMs };
    case 'settle':
      return { ...balance, settledMs: settledMs + amountMs, reservedMs: reservedMs - amountMs };
    case 'release':
      return { ...balance, reservedMs: reservedMs - amountMs };
    case 'refund':
      return { ...balance, settledMs: settledMs - amountMs };
    // They change what is to come, not what is there.
    case 'allowance':
    case 'limit':
      return balance;
  }
};
