import type { AccountRow } from './minute-account.repository';
import type { EntryRow } from './minute-entry.repository';
import { leftOf } from './balance';
import type { MinuteAccount, MinuteEntry } from './quotas.schemas';

export const toAccount = (row: AccountRow): MinuteAccount => ({
  id: row.id,
  owner: row.owner,
  memberId: row.memberId,
  teamId: row.teamId,
  callerId: row.callerId,
  ownerName: row.ownerName,
  grantedMs: row.grantedMs,
  usedMs: row.settledMs,
  reservedMs: row.reservedMs,
  leftMs: leftOf(row),
  limitKind: row.overMs > 0 ? 'soft' : 'hard',
  overMs: row.overMs,
  allowance:
    row.monthlyMs === null
      ? null
      : {
          monthlyMs: row.monthlyMs,
          rollOver: row.rollOver === true,
          rollOverCapMs: row.capMs,
          nextAt: row.nextMonthAt.toISOString(),
        },
  nextExpiry:
    row.expiresAt === null
      ? null
      : { at: row.expiresAt.toISOString(), amountMs: row.expiringMs ?? 0 },
  recentMs: row.recentMs,
  runningOut: row.liftedAt === null ? row.runningOut : null,
  createdAt: row.createdAt.toISOString(),
  liftedAt: row.liftedAt?.toISOString() ?? null,
});

export const toEntry = (row: EntryRow): MinuteEntry => ({
  id: row.position,
  kind: row.kind,
  amountMs: row.amountMs,
  leftMs: row.leftMs,
  reason: row.reason,
  callId: row.callId,
  call: row.call && {
    partner: row.call.partner,
    startedAt: row.call.reservedAt.toISOString(),
    member:
      row.call.memberId === null
        ? null
        : { id: row.call.memberId, name: row.call.memberName ?? '' },
  },
  refundable: row.kind === 'settle' && row.amountMs > 0 && row.call?.refunded === false,
  expiresAt: row.kind === 'grant' ? (row.expiresAt?.toISOString() ?? null) : null,
  by: row.memberId === null ? null : { id: row.memberId, name: row.memberName ?? '' },
  at: row.createdAt.toISOString(),
});
