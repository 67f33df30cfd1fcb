import type { EntityManager, FindOptionsWhere } from 'typeorm';
import { AccountBook, type Month, type MonthlyAllowance } from './account-book';
import { type AccountHolder, holderKey } from './account-holder';
import { termsOf } from './account-terms.repository';
import { MinuteAccountEntity } from './minute-account.entity';
import { MinuteGrantEntity } from './minute-grant.entity';
import type { Lot } from './minute-lot';

/** An account whose row is held. `row` and `allowance` may be changed; the books move its minutes. */
export type LockedAccount = {
  row: MinuteAccountEntity;
  book: AccountBook;
  allowance: MonthlyAllowance | null;
  /** The month it is now by the organization's clock, and whether it was given already. */
  month: Month;
  monthGiven: boolean;
  /** It was not there before. */
  opened: boolean;
};
type Reading = {
  now: Date;
  /** Lots that are wanted though nothing is left of them. */
  lotIds?: string[];
  /** Accounts that were not there before. */
  openedIds?: ReadonlySet<string>;
};

/**
 * Waits for the account's row. What has ended by then has left it, and this month's allowance is
 * there: so it is right to the second, whether a job has come by or not.
 */
export const lockAccount = async (
  manager: EntityManager,
  where: FindOptionsWhere<MinuteAccountEntity>,
  reading: Reading,
): Promise<LockedAccount | undefined> => {
  const row = await manager.findOne(MinuteAccountEntity, {
    where,
    lock: { mode: 'pessimistic_write' },
  });
  if (!row) return undefined;
  const [locked] = await openBooks(manager, row.organizationId, [row], reading);
  return locked;
};

/**
 * Waits for the rows of all these holders, always in the same order: who locks several at once must
 * not wait for each other. By `holderKey`; a holder without an account is left out.
 */
export const lockAccounts = async (
  manager: EntityManager,
  organizationId: string,
  holders: readonly AccountHolder[],
  reading: Reading,
): Promise<Map<string, LockedAccount>> => {
  const { conditions, ids } = conditionsOf(holders);
  if (conditions.length === 0) return new Map();
  const rows = await manager
    .createQueryBuilder(MinuteAccountEntity, 'account')
    .where('account.organization_id = :organizationId', { organizationId })
    .andWhere(`(${conditions.join(' OR ')})`, ids)
    .orderBy('account.owner')
    .addOrderBy('coalesce(account.caller_id, account.member_id, account.team_id)')
    .setLock('pessimistic_write')
    .getMany();
  const locked = await openBooks(manager, organizationId, rows, reading);
  return new Map(locked.map((one) => [holderKey(holderOfRow(one.row)), one]));
};

export const holderOf = (
  organizationId: string,
  holder: AccountHolder,
): FindOptionsWhere<MinuteAccountEntity> => ({ organizationId, ...holder });

/** Gives the ids of those that were not there before, however many open them at once. */
export const openAccounts = async (
  manager: EntityManager,
  organizationId: string,
  holders: readonly AccountHolder[],
): Promise<Set<string>> => {
  const ordered = [...holders].sort((a, b) => (holderKey(a) < holderKey(b) ? -1 : 1));
  const rows = await manager.query<{ id: string }[]>(
    `INSERT INTO minute_accounts (organization_id, owner, team_id, member_id, caller_id)
     SELECT $1, holder.owner, holder."teamId", holder."memberId", holder."callerId"
     FROM ROWS FROM (jsonb_to_recordset($2::jsonb)
       AS (owner text, "teamId" uuid, "memberId" uuid, "callerId" uuid))
       WITH ORDINALITY AS holder (owner, "teamId", "memberId", "callerId", position)
     ORDER BY position
     ON CONFLICT DO NOTHING RETURNING id`,
    [organizationId, JSON.stringify(ordered)],
  );
  return new Set(rows.map(({ id }) => id));
};

const openBooks = async (
  manager: EntityManager,
  organizationId: string,
  rows: readonly MinuteAccountEntity[],
  { now, lotIds = [], openedIds = new Set() }: Reading,
): Promise<LockedAccount[]> => {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const lots = await manager
    .createQueryBuilder(MinuteGrantEntity, 'lot')
    .where('lot.organization_id = :organizationId', { organizationId })
    .andWhere('lot.account_id = ANY(CAST(:ids AS uuid[]))', { ids })
    .andWhere(
      '(lot.left_ms > 0 OR lot.expires_at > :now OR lot.id = ANY(CAST(:lotIds AS uuid[])))',
      { now, lotIds },
    )
    .getMany();
  const lotsOf = new Map(ids.map((id): [string, Lot[]] => [id, []]));
  for (const lot of lots) lotsOf.get(lot.accountId)?.push(lot);
  const terms = await termsOf(manager, organizationId, ids, now);
  return rows.map((row) => {
    const { allowance, month, monthGiven } = terms(row.id);
    const { grantedMs, settledMs, reservedMs } = row;
    const sums = { grantedMs, settledMs, reservedMs };
    const book = new AccountBook(sums, lotsOf.get(row.id) ?? [], now);
    book.expire();
    const isDue = allowance !== null && !monthGiven && row.liftedAt === null;
    if (isDue) book.giveMonth(allowance, month);
    const opened = openedIds.has(row.id);
    return { row, book, allowance, month, monthGiven: monthGiven || isDue, opened };
  });
};

/** Only the kinds that there are, each of which has its index. */
const conditionsOf = (holders: readonly AccountHolder[]) => {
  const ids = {
    member: holders.flatMap((one) => (one.owner === 'member' ? [one.memberId] : [])),
    team: holders.flatMap((one) => (one.owner === 'team' ? [one.teamId] : [])),
    caller: holders.flatMap((one) => (one.owner === 'caller' ? [one.callerId] : [])),
  };
  const conditions = (['member', 'team', 'caller'] as const)
    .filter((kind) => ids[kind].length > 0)
    .map((kind) => `account.${kind}_id = ANY(CAST(:${kind} AS uuid[]))`);
  if (holders.some(({ owner }) => owner === 'organization')) {
    conditions.push(`account.owner = 'organization'`);
  }
  return { conditions, ids };
};

const holderOfRow = ({ memberId, teamId, callerId }: MinuteAccountEntity): AccountHolder => {
  if (memberId !== null) return { owner: 'member', memberId };
  if (teamId !== null) return { owner: 'team', teamId };
  return callerId === null ? { owner: 'organization' } : { owner: 'caller', callerId };
};
