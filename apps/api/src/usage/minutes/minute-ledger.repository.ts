import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../platform/clock/clock';
import { type AccountHolder, holderKey } from './account-holder';
import {
  lockAccount,
  lockAccounts,
  type LockedAccount,
  openAccounts,
} from './locked-account.repository';
import { MinuteAccountEntity } from './minute-account.entity';
import { MinuteReservationEntity } from './minute-reservation.entity';
import { availableOf } from './balance';
import { saveAccount, saveAccounts } from './saved-account.repository';
import { type EndedCall, isGuarded, settlementOf } from './settlement';

export type Reserved =
  | { outcome: 'reserved'; reservedMs: number; includedMs: number }
  | { outcome: 'refused'; account: MinuteAccountEntity }
  | { outcome: 'lifted' };

export type CallOfAccount = {
  organizationId: string;
  accountId: string;
  callId: string;
  memberId: string | null;
};

export type RefundOutcome = 'unknown' | 'not_charged' | 'refunded_before' | { accountId: string };

/** Undoes a transaction that was only to be looked at. */
class LookedAt extends Error {}

const DAY_MS = 86_400_000;

/**
 * Every change of a balance. The account's row is locked first, so changes of one account come one
 * after the other; balance, lots, entries and reservation are written together or not at all.
 */
@Injectable()
export class MinuteLedgerRepository {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
  ) {}

  /** `shareOf` says how much the call gets; 0 refuses it. A call that has its share keeps it. */
  async reserve(
    { organizationId, accountId, callId, memberId }: CallOfAccount,
    shareOf: (account: MinuteAccountEntity, availableMs: number) => number,
  ): Promise<Reserved> {
    return this.changing(async (manager, now) => {
      const locked = await lockAccount(manager, { organizationId, id: accountId }, { now });
      const already = await manager.findOneBy(MinuteReservationEntity, { organizationId, callId });
      if (already) return reserved(already);
      if (!locked) throw new Error('Minutes were to be taken of an account that is not there');
      const { row, book } = locked;
      if (row.liftedAt) return { outcome: 'lifted' };
      const availableMs = availableOf({ ...book.balance, overMs: row.overMs });
      const reservedMs = shareOf(row, availableMs);
      if (reservedMs > 0) {
        const lots = book.reserve(reservedMs, callId);
        const reservation = { organizationId, callId, accountId, memberId, reservedMs, lots };
        await manager.insert(MinuteReservationEntity, reservation);
        await saveAccount(manager, locked, now);
        return reserved(reservation);
      }
      await saveAccount(manager, locked, now);
      return { outcome: 'refused', account: { ...row, ...book.balance } };
    });
  }

  /** Does what is still to be done; nothing for a call that has nothing set aside. */
  async settle(organizationId: string, call: EndedCall, minChargedMs: number): Promise<void> {
    await this.changing(async (manager, now) => {
      const held = await this.holding(manager, organizationId, call.callId, now);
      if (!held) return;
      const { locked, reservation } = held;
      const freeLately = isGuarded(call.refund) ? await freeCalls(manager, reservation, now) : 0;
      const settlement = settlementOf(reservation, call, { minChargedMs, freeLately });
      const { chargedMs, refunded, movements } = settlement;
      const lots = movements.reduce(
        (parts, movement) => locked.book.post(movement, parts),
        reservation.lots,
      );
      locked.book.expire();
      const partner = call.partner ?? reservation.partner;
      const changes = { chargedMs, refunded, lots, partner };
      await manager.update(MinuteReservationEntity, keyOf(reservation), changes);
      await saveAccount(manager, locked, now);
    });
  }

  /** Gives back all that a call was charged, once. `record` is written with it, or not at all. */
  async refund(
    organizationId: string,
    callId: string,
    said: { reason: string; memberId: string },
    record?: (transaction: EntityManager) => Promise<void>,
  ): Promise<RefundOutcome> {
    return this.changing(async (manager, now) => {
      const held = await this.holding(manager, organizationId, callId, now);
      if (!held) return 'unknown';
      const { locked, reservation } = held;
      const { chargedMs, refunded } = reservation;
      if (refunded) return 'refunded_before';
      if (!chargedMs) return 'not_charged';
      const movement = { ...said, kind: 'refund', amountMs: chargedMs, callId } as const;
      const lots = locked.book.post(movement, reservation.lots);
      const changes = { refunded: true, lots };
      await manager.update(MinuteReservationEntity, keyOf(reservation), changes);
      await saveAccount(manager, locked, now);
      await record?.(manager);
      return { accountId: locked.row.id };
    });
  }

  /**
   * Changes the accounts of these holders together: all of them, or none where anything throws.
   * Opens those that are not there, unless that is no way to open one: then `missing` is thrown.
   */
  async change<Result>(
    organizationId: string,
    holders: readonly AccountHolder[],
    work: (locked: LockedAccount, holder: AccountHolder) => Result,
    {
      missing,
      record,
      dryRun = false,
    }: {
      missing?: (holder: AccountHolder) => Error;
      /** Written with the change, or not at all. */
      record?: (results: readonly Result[], transaction: EntityManager) => Promise<void>;
      dryRun?: boolean;
    } = {},
  ): Promise<Result[]> {
    const results: Result[] = [];
    const change = async (manager: EntityManager, now: Date): Promise<void> => {
      const openedIds = missing
        ? new Set<string>()
        : await openAccounts(manager, organizationId, holders);
      const accounts = await lockAccounts(manager, organizationId, holders, { now, openedIds });
      for (const holder of holders) {
        const locked = accounts.get(holderKey(holder));
        if (!locked) {
          throw missing?.(holder) ?? new Error('An account is gone as soon as it was opened');
        }
        results.push(work(locked, holder));
      }
      await saveAccounts(manager, organizationId, [...accounts.values()], now);
      if (dryRun) throw new LookedAt();
      await record?.(results, manager);
    };
    try {
      await this.changing(change);
    } catch (error) {
      if (!(error instanceof LookedAt)) throw error;
    }
    return results;
  }

  /** What has ended leaves the account, and this month's minutes come. */
  async renew(organizationId: string, accountId: string): Promise<void> {
    await this.changing(async (manager, now) => {
      const where = { organizationId, id: accountId };
      const locked = await lockAccount(manager, where, { now });
      if (locked) await saveAccount(manager, locked, now);
    });
  }

  /** From then on the calls of a closed account count as the member's. */
  async handOver(organizationId: string, accountId: string, memberId: string): Promise<void> {
    await this.database.manager.update(
      MinuteReservationEntity,
      { organizationId, accountId },
      { memberId },
    );
  }

  /** Over all organizations, for the sweep. */
  async unsettled(olderThanMs: number): Promise<{ organizationId: string; callId: string }[]> {
    return this.database.query(
      `SELECT organization_id AS "organizationId", call_id AS "callId" FROM minute_reservations
       WHERE charged_ms IS NULL AND reserved_at < now() - $1 * interval '1 millisecond'
       ORDER BY reserved_at`,
      [olderThanMs],
    );
  }

  /** Whether a call has minutes that are not settled yet. */
  async isOpen(organizationId: string, callId: string): Promise<boolean> {
    const where = { organizationId, callId };
    const row = await this.database.manager.findOneBy(MinuteReservationEntity, where);
    return row !== null && row.chargedMs === null;
  }

  private async holding(
    manager: EntityManager,
    organizationId: string,
    callId: string,
    now: Date,
  ): Promise<{ locked: LockedAccount; reservation: MinuteReservationEntity } | undefined> {
    const known = { organizationId, callId };
    const found = await manager.findOneBy(MinuteReservationEntity, known);
    if (!found) return undefined;
    const where = { organizationId, id: found.accountId };
    const lotIds = found.lots.map(({ lotId }) => lotId);
    const locked = await lockAccount(manager, where, { now, lotIds });
    // Again, now that nobody else can settle it.
    const reservation = await manager.findOneByOrFail(MinuteReservationEntity, known);
    return locked && { locked, reservation };
  }

  private async changing<Result>(
    work: (manager: EntityManager, now: Date) => Promise<Result>,
  ): Promise<Result> {
    return this.database.transaction((manager) => work(manager, this.clock.now()));
  }
}

const keyOf = ({ organizationId, callId }: MinuteReservationEntity) => ({ organizationId, callId });

const reserved = ({
  reservedMs,
  lots,
}: Pick<MinuteReservationEntity, 'reservedMs' | 'lots'>): Reserved => {
  const includedMs = lots.reduce((sumMs, { amountMs }) => sumMs + amountMs, 0);
  return { outcome: 'reserved', reservedMs, includedMs };
};

/** Of the same person, or of the same number. */
const freeCalls = async (
  manager: EntityManager,
  { organizationId, accountId, memberId }: MinuteReservationEntity,
  now: Date,
): Promise<number> => {
  const [found] = await manager.query<{ calls: number }[]>(
    `SELECT count(*)::int AS calls FROM minute_entries entry
       JOIN minute_reservations held ON held.organization_id = entry.organization_id
         AND held.call_id = entry.call_id
     WHERE entry.organization_id = $1 AND entry.kind = 'refund' AND entry.member_id IS NULL
       AND entry.reason IN ('broken_audio', 'few_words') AND entry.created_at > $4
       AND CASE WHEN $3::uuid IS NULL THEN held.account_id = $2 ELSE held.member_id = $3 END`,
    [organizationId, accountId, memberId, new Date(now.getTime() - DAY_MS)],
  );
  return found?.calls ?? 0;
};
