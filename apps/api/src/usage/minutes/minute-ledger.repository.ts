import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager, type FindOptionsWhere } from 'typeorm';
import type { AccountHolder } from './account-holder';
import { afterMovement, type Balance, leftOf, type Movement } from './balance';
import { MinuteAccountEntity } from './minute-account.entity';
import { MinuteEntryEntity } from './minute-entry.entity';
import { MinuteReservationEntity } from './minute-reservation.entity';
import type { Reservation, Settlement } from './settlement';

export type Reserved =
  | { outcome: 'reserved'; reservedMs: number }
  | { outcome: 'refused'; account: MinuteAccountEntity }
  | { outcome: 'lifted' };

type CallOfAccount = { organizationId: string; accountId: string; callId: string };

/**
 * Every change of a balance. The account's row is locked first, so changes of one account come one
 * after the other; balance, entries and reservation are written together or not at all.
 */
@Injectable()
export class MinuteLedgerRepository {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /** `shareOf` says how much the call gets; 0 refuses it. A call that has its share keeps it. */
  async reserve(
    { organizationId, accountId, callId }: CallOfAccount,
    shareOf: (account: MinuteAccountEntity) => number,
  ): Promise<Reserved> {
    return this.database.transaction(async (manager) => {
      const account = await lock(manager, { organizationId, id: accountId });
      const already = await manager.findOneBy(MinuteReservationEntity, { organizationId, callId });
      if (already) return { outcome: 'reserved', reservedMs: already.reservedMs };
      if (!account) throw new Error('Minutes were to be taken of an account that is not there');
      if (account.liftedAt) return { outcome: 'lifted' };
      const reservedMs = shareOf(account);
      if (reservedMs === 0) return { outcome: 'refused', account };
      const reservation = { organizationId, callId, accountId, reservedMs };
      await manager.insert(MinuteReservationEntity, reservation);
      await post(manager, account, [
        { kind: 'reserve', amountMs: reservedMs, reason: 'call', callId },
      ]);
      return { outcome: 'reserved', reservedMs };
    });
  }

  /** Does what `settle` says is still to be done; nothing for a call that has nothing set aside. */
  async settle(
    organizationId: string,
    callId: string,
    settle: (reservation: Reservation) => Settlement,
  ): Promise<void> {
    const known = { organizationId, callId };
    await this.database.transaction(async (manager) => {
      const found = await manager.findOneBy(MinuteReservationEntity, known);
      const account = found && (await lock(manager, { organizationId, id: found.accountId }));
      if (!account) return;
      // Again, now that nobody else can settle it.
      const reservation = await manager.findOneByOrFail(MinuteReservationEntity, known);
      const { chargedMs, refunded, movements } = settle(reservation);
      await manager.update(MinuteReservationEntity, known, { chargedMs, refunded });
      await post(manager, account, movements);
    });
  }

  /** Opens the account if there is none, and one that was lifted again; `movementOf` may be nothing. */
  async grant(
    organizationId: string,
    holder: AccountHolder,
    movementOf: (account: MinuteAccountEntity, opened: boolean) => Movement | undefined,
  ): Promise<string> {
    return this.database.transaction(async (manager) => {
      const opened = await open(manager, organizationId, holder);
      const account = await lockOf(manager, organizationId, holder);
      if (!account) throw new Error('A minute account is gone as soon as it was opened');
      const movement = movementOf(account, opened);
      await post(manager, account, movement ? [movement] : []);
      if (account.liftedAt) await setLifted(manager, account, null);
      return account.id;
    });
  }

  /** False when there is no such account, or it limits nobody. */
  async lift(
    organizationId: string,
    holder: AccountHolder,
    movementOf: (account: MinuteAccountEntity) => Movement,
  ): Promise<boolean> {
    return this.database.transaction(async (manager) => {
      const account = await lockOf(manager, organizationId, holder);
      if (!account || account.liftedAt) return false;
      await post(manager, account, [movementOf(account)]);
      await setLifted(manager, account, new Date());
      return true;
    });
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
}

const lock = async (
  manager: EntityManager,
  where: FindOptionsWhere<MinuteAccountEntity>,
): Promise<MinuteAccountEntity | null> =>
  manager.findOne(MinuteAccountEntity, { where, lock: { mode: 'pessimistic_write' } });

const lockOf = async (
  manager: EntityManager,
  organizationId: string,
  holder: AccountHolder,
): Promise<MinuteAccountEntity | null> => {
  const { owner } = holder;
  if (owner === 'organization') return lock(manager, { organizationId, owner });
  if (owner === 'member') return lock(manager, { organizationId, memberId: holder.memberId });
  return lock(manager, { organizationId, callerId: holder.callerId });
};

/** True when it was not there before, however many open it at once. */
const open = async (
  manager: EntityManager,
  organizationId: string,
  holder: AccountHolder,
): Promise<boolean> => {
  const rows: unknown[] = await manager.query(
    `INSERT INTO minute_accounts (organization_id, owner, member_id, caller_id)
     VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING id`,
    [
      organizationId,
      holder.owner,
      holder.owner === 'member' ? holder.memberId : null,
      holder.owner === 'caller' ? holder.callerId : null,
    ],
  );
  return rows.length === 1;
};

const post = async (
  manager: EntityManager,
  account: MinuteAccountEntity,
  movements: readonly Movement[],
): Promise<void> => {
  const { organizationId, id } = account;
  let { grantedMs, settledMs, reservedMs }: Balance = account;
  for (const movement of movements) {
    ({ grantedMs, settledMs, reservedMs } = afterMovement(
      { grantedMs, settledMs, reservedMs },
      movement,
    ));
    const leftMs = leftOf({ grantedMs, settledMs, reservedMs });
    const { kind, amountMs, reason, callId = null, memberId = null } = movement;
    const entry = { organizationId, accountId: id, kind, amountMs, leftMs, reason };
    await manager.insert(MinuteEntryEntity, { ...entry, callId, memberId });
  }
  await manager.update(
    MinuteAccountEntity,
    { organizationId, id },
    { grantedMs, settledMs, reservedMs },
  );
};

const setLifted = async (
  manager: EntityManager,
  { organizationId, id }: MinuteAccountEntity,
  liftedAt: Date | null,
): Promise<void> => {
  await manager.update(MinuteAccountEntity, { organizationId, id }, { liftedAt });
};
