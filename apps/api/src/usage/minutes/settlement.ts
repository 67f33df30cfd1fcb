import type { Movement } from './balance';

/** What a trainee does not pay for, although the call was long enough. */
export type FreeReason = 'our_failure' | 'provider_outage' | 'broken_audio' | 'few_words';

/** A call that has ended, as far as its minutes go. */
export type EndedCall = {
  callId: string;
  usedMs: number;
  refund?: FreeReason;
  /** Whom it was held with, for the statement. */
  partner?: string;
};
export type Reservation = { reservedMs: number; chargedMs: number | null; refunded: boolean };
export type Settlement = { chargedMs: number; refunded: boolean; movements: Movement[] };
export type Rules = {
  minChargedMs: number;
  /** Calls of the same person that cost nothing in the last 24 hours for a guarded reason. */
  freeLately: number;
};

/** The trainee's side can bring these about, and a silent call costs us like any other. */
const GUARDED: readonly FreeReason[] = ['broken_audio', 'few_words'];
export const MOST_FREE_A_DAY = 5;

export const isGuarded = (reason: FreeReason | undefined): boolean =>
  reason !== undefined && GUARDED.includes(reason);

/**
 * What is still to be done about an ended call, whichever message about it comes first and however
 * often: the first one closes the reservation for good, and one refund may follow.
 */
export const settlementOf = (
  { reservedMs, chargedMs: before, refunded }: Reservation,
  { callId, usedMs, refund }: EndedCall,
  { minChargedMs, freeLately }: Rules,
): Settlement => {
  const chargedMs = before ?? chargeOf(reservedMs, usedMs, minChargedMs);
  const isRefused = isGuarded(refund) && freeLately >= MOST_FREE_A_DAY;
  // Who talks until nothing is left has talked; and an account's last seconds must end one day.
  const isTooLate = isGuarded(refund) && (before !== null || chargedMs === reservedMs);
  const movements: Movement[] =
    before === null ? closing({ reservedMs, chargedMs, callId, isRefused }) : [];
  const refundsNow = refund !== undefined && !refunded && !isRefused && !isTooLate;
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

type Closing = { reservedMs: number; chargedMs: number; callId: string; isRefused: boolean };

const closing = ({ reservedMs, chargedMs, callId, isRefused }: Closing): Movement[] => {
  const charged = isRefused ? 'silent_again' : 'call';
  const settle: Movement = {
    kind: 'settle',
    amountMs: chargedMs,
    reason: chargedMs > 0 ? charged : 'short_call',
    callId,
  };
  const releasedMs = reservedMs - chargedMs;
  return releasedMs > 0
    ? [settle, { kind: 'release', amountMs: releasedMs, reason: 'unused', callId }]
    : [settle];
};
