import type { EntityManager } from 'typeorm';
import type { LockedAccount } from './locked-account.repository';
import { MinuteAllowanceEntity } from './minute-allowance.entity';
import { MinuteEntryEntity } from './minute-entry.entity';
import { MinuteGrantEntity } from './minute-grant.entity';

/** A statement takes 65,535 values, and a row has a dozen. */
const ROWS_AT_ONCE = 2_000;

/** Writes what happened since it was locked. */
export const saveAccount = (
  manager: EntityManager,
  locked: LockedAccount,
  now: Date,
): Promise<void> => saveAccounts(manager, locked.row.organizationId, [locked], now);

/** As many statements for a thousand accounts as for one. */
export const saveAccounts = async (
  manager: EntityManager,
  organizationId: string,
  accounts: readonly LockedAccount[],
  now: Date,
): Promise<void> => {
  await saveLots(manager, organizationId, accounts);
  await saveAllowances(manager, organizationId, accounts);
  const entries = accounts.flatMap(({ row, book }) =>
    book.entries.map(({ lotId, callId, memberId, ...entry }) => ({
      ...entry,
      organizationId,
      accountId: row.id,
      grantId: lotId ?? null,
      callId: callId ?? null,
      memberId: memberId ?? null,
      createdAt: now,
    })),
  );
  for (let from = 0; from < entries.length; from += ROWS_AT_ONCE) {
    await manager.insert(MinuteEntryEntity, entries.slice(from, from + ROWS_AT_ONCE));
  }
  await manager.query(
    `UPDATE minute_accounts account SET granted_ms = saved."grantedMs",
       settled_ms = saved."settledMs", reserved_ms = saved."reservedMs", over_ms = saved."overMs",
       lifted_at = saved."liftedAt"
     FROM jsonb_to_recordset($2::jsonb) AS saved (id uuid, "grantedMs" bigint, "settledMs" bigint,
       "reservedMs" bigint, "overMs" bigint, "liftedAt" timestamptz)
     WHERE account.organization_id = $1 AND account.id = saved.id`,
    [
      organizationId,
      JSON.stringify(
        accounts.map(({ row: { id, overMs, liftedAt }, book }) => ({
          ...book.balance,
          id,
          overMs,
          liftedAt,
        })),
      ),
    ],
  );
};

const saveLots = async (
  manager: EntityManager,
  organizationId: string,
  accounts: readonly LockedAccount[],
): Promise<void> => {
  const opened = accounts.flatMap(({ row, book }) =>
    book.opened.map((lot) => ({ ...lot, organizationId, accountId: row.id })),
  );
  for (let from = 0; from < opened.length; from += ROWS_AT_ONCE) {
    await manager.insert(MinuteGrantEntity, opened.slice(from, from + ROWS_AT_ONCE));
  }
  const changed = accounts.flatMap(({ book }) => book.changed);
  if (changed.length === 0) return;
  await manager.query(
    `UPDATE minute_grants lot SET left_ms = saved.left_ms
     FROM unnest($2::uuid[], $3::bigint[]) AS saved (id, left_ms)
     WHERE lot.organization_id = $1 AND lot.id = saved.id`,
    [organizationId, changed.map(({ id }) => id), changed.map(({ leftMs }) => leftMs)],
  );
};

const saveAllowances = async (
  manager: EntityManager,
  organizationId: string,
  accounts: readonly LockedAccount[],
): Promise<void> => {
  const kept = accounts.flatMap(({ row, allowance }) =>
    allowance ? [{ ...allowance, organizationId, accountId: row.id }] : [],
  );
  if (kept.length > 0) await manager.upsert(MinuteAllowanceEntity, kept, ['accountId']);
  const without = accounts.flatMap(({ row, allowance }) => (allowance ? [] : [row.id]));
  if (without.length === 0) return;
  await manager.query(
    'DELETE FROM minute_allowances WHERE organization_id = $1 AND account_id = ANY($2::uuid[])',
    [organizationId, without],
  );
};
