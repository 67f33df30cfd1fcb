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

export const leftOf = ({ grantedMs, settledMs, reservedMs }: Balance): number =>
  grantedMs - settledMs - reservedMs;

export const afterMovement = (balance: Balance, { kind, amountMs }: Movement): Balance => {
  const { grantedMs, settledMs, reservedMs } = balance;
  switch (kind) {
    case 'grant':
      return { ...balance, grantedMs: grantedMs + amountMs };
    case 'reserve':
      return { ...balance, reservedMs: reservedMs + amountMs };
    case 'settle':
      return { ...balance, settledMs: settledMs + amountMs, reservedMs: reservedMs - amountMs };
    case 'release':
      return { ...balance, reservedMs: reservedMs - amountMs };
    case 'refund':
      return { ...balance, settledMs: settledMs - amountMs };
  }
};
