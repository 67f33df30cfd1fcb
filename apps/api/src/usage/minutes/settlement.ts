import type { Movement } from './balance';

export type RefundReason = 'failed';

/** A call that has ended, as far as its minutes go. */
export type EndedCall = { callId: string; usedMs: number; refund?: RefundReason };
export type Reservation = { reservedMs: number; chargedMs: number | null; refunded: boolean };
export type Settlement = { chargedMs: number; refunded: boolean; movements: Movement[] };

/**
 * What is still to be done about an ended call, whichever message about it comes first and however
 * often: the first one closes the reservation for good, and one refund may follow.
 */
export const settlementOf = (
  { reservedMs, chargedMs: before, refunded }: Reservation,
  { callId, usedMs, refund }: EndedCall,
  minChargedMs: number,
): Settlement => {
  const chargedMs = before ?? chargeOf(reservedMs, usedMs, minChargedMs);
  const movements: Movement[] = before === null ? closing(reservedMs, chargedMs, callId) : [];
  const refundsNow = refund !== undefined && !refunded;
  if (refundsNow && chargedMs > 0) {
    movements.push({ kind: 'refund', amountMs: chargedMs, reason: refund, callId });
  }
  return { chargedMs, refunded: refunded || refundsNow, movements };
};

/** A short call is free, unless it was short because it had no more: else the last seconds never end. */
const chargeOf = (reservedMs: number, usedMs: number, minChargedMs: number): number => {
  const countedMs = Math.min(reservedMs, Math.max(0, Math.round(usedMs)));
  return countedMs < minChargedMs && countedMs < reservedMs ? 0 : countedMs;
};

const closing = (reservedMs: number, chargedMs: number, callId: string): Movement[] => {
  const settle: Movement = {
    kind: 'settle',
    amountMs: chargedMs,
    reason: chargedMs > 0 ? 'call' : 'short_call',
    callId,
  };
  const releasedMs = reservedMs - chargedMs;
  return releasedMs > 0
    ? [settle, { kind: 'release', amountMs: releasedMs, reason: 'unused', callId }]
    : [settle];
};
