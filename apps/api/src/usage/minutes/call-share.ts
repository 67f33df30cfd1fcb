import type { AccountOwner } from './quotas.schemas';

const MINUTE_MS = 60_000;

/** Too short to greet somebody in. */
export const LEAST_CALL_MS = 15_000;
/** A conversation should not be cut below this while the account has it. */
const LEAST_SHARE_MS = 5 * MINUTE_MS;
/** Longer conversations are rare, and a call that was left open must not empty an account. */
const MOST_SHARE_MS = 60 * MINUTE_MS;
/** For the call that somebody begins anew while their broken one still holds its share. */
const KEPT_FOR_ANOTHER_MS = 5 * MINUTE_MS;

/**
 * How much of what an account has left one call may take; 0 when that is too little for a call.
 *
 * A call takes its whole limit before it begins, so that calls side by side never use the same minute
 * twice; what it leaves over comes back when it ends. One person holds one call at a time, so theirs
 * takes all but a few minutes. Many share an organization's or a team's account, so each call there
 * takes half of what is left: the first does not lock the others out, and the later ones get what there is.
 */
export const callShare = (owner: AccountOwner, leftMs: number, minChargedMs: number): number => {
  if (leftMs < LEAST_CALL_MS) return 0;
  const isShared = owner === 'organization' || owner === 'team';
  const wantedMs = isShared ? leftMs / 2 : leftMs - KEPT_FOR_ANOTHER_MS;
  // Below what is charged at all, calls would be cut and free for ever.
  const leastMs = Math.max(LEAST_SHARE_MS, minChargedMs);
  const mostMs = Math.max(MOST_SHARE_MS, minChargedMs);
  return Math.floor(Math.min(leftMs, mostMs, Math.max(wantedMs, leastMs)));
};
