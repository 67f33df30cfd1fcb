import type { EntityManager, FindOptionsWhere } from 'typeorm';
import { AccountBook, type Month, type MonthlyAllowance } from './account-book';
import type { AccountHolder } from './account-holder';
import { MinuteAccountEntity } from './minute-account.entity';
import { MinuteAllowanceEntity } from './minute-allowance.entity';
import { MinuteEntryEntity } from './minute-entry.entity';
import { MinuteGrantEntity } from './minute-grant.entity';

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

type Terms = {
  monthlyMs: string | null;
  rollOver: boolean | null;
  capMs: string | null;
  given: boolean;
} & Month;

/**
 * Waits for the account's row. What has ended by then has left it, and this month's allowance is
 * there: so it is right to the second, whether a job has come by or not.
 */
export const lockAccount = async (
  manager: EntityManager,
  where: FindOptionsWhere<MinuteAccountEntity>,
  { now, lotIds = [], opened = false }: { now: Date; lotIds?: string[]; opened?: boolean },
): Promise<LockedAccount | undefined> => {
  const row = await manager.findOne(MinuteAccountEntity, {
    where,
    lock: { mode: 'pessimistic_write' },
  });
  if (!row) return undefined;
  const lots = await manager
    .createQueryBuilder(MinuteGrantEntity, 'lot')
    .where('lot.organization_id = :organizationId AND lot.account_id = :id', row)
    .andWhere(
      '(lot.left_ms > 0 OR lot.expires_at > :now OR lot.id = ANY(CAST(:lotIds AS uuid[])))',
      {
        now,
        lotIds,
      },
    )
    .getMany();
  const { allowance, month, monthGiven } = await termsOf(manager, row, now);
  const { grantedMs, settledMs, reservedMs } = row;
  const book = new AccountBook({ grantedMs, settledMs, reservedMs }, lots, now);
  book.expire();
  const isDue = allowance !== null && !monthGiven && row.liftedAt === null;
  if (isDue) book.giveMonth(allowance, month);
  return { row, book, allowance, month, monthGiven: monthGiven || isDue, opened };
};

export const holderOf = (
  organizationId: string,
  holder: AccountHolder,
): FindOptionsWhere<MinuteAccountEntity> => ({ organizationId, ...holder });

/** True when it was not there before, however many open it at once. */
export const openAccount = async (
  manager: EntityManager,
  organizationId: string,
  holder: AccountHolder,
): Promise<boolean> => {
  const rows: unknown[] = await manager.query(
    `INSERT INTO minute_accounts (organization_id, owner, team_id, member_id, caller_id)
     VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING RETURNING id`,
    [
      organizationId,
      holder.owner,
      holder.owner === 'team' ? holder.teamId : null,
      holder.owner === 'member' ? holder.memberId : null,
      holder.owner === 'caller' ? holder.callerId : null,
    ],
  );
  return rows.length === 1;
};

/** Writes what happened since it was locked. */
export const saveAccount = async (
  manager: EntityManager,
  { row, book, allowance }: LockedAccount,
  now: Date,
): Promise<void> => {
  const { organizationId, id: accountId, overMs, liftedAt } = row;
  const whose = { organizationId, accountId };
  if (book.opened.length > 0) {
    await manager.insert(
      MinuteGrantEntity,
      book.opened.map((lot) => ({ ...lot, ...whose })),
    );
  }
  for (const { id, leftMs } of book.changed) {
    await manager.update(MinuteGrantEntity, { organizationId, id }, { leftMs });
  }
  await saveAllowance(manager, whose, allowance);
  if (book.entries.length > 0) {
    await manager.insert(
      MinuteEntryEntity,
      book.entries.map(({ lotId, callId, memberId, ...entry }) => ({
        ...entry,
        ...whose,
        grantId: lotId ?? null,
        callId: callId ?? null,
        memberId: memberId ?? null,
        createdAt: now,
      })),
    );
  }
  await manager.update(
    MinuteAccountEntity,
    { organizationId, id: accountId },
    { ...book.balance, overMs, liftedAt },
  );
};

const saveAllowance = async (
  manager: EntityManager,
  whose: { organizationId: string; accountId: string },
  allowance: MonthlyAllowance | null,
): Promise<void> => {
  if (allowance) {
    await manager.upsert(MinuteAllowanceEntity, { ...whose, ...allowance }, ['accountId']);
  } else await manager.delete(MinuteAllowanceEntity, whose);
};

/** PostgreSQL knows when a month begins anywhere, summer or winter. */
const termsOf = async (
  manager: EntityManager,
  { organizationId, id }: MinuteAccountEntity,
  now: Date,
): Promise<Pick<LockedAccount, 'allowance' | 'month' | 'monthGiven'>> => {
  const [terms] = await manager.query<Terms[]>(
    `SELECT to_char(month.begins, 'YYYY-MM-DD') AS period,
       (month.begins + interval '1 month') AT TIME ZONE organizations.time_zone AS "endsAt",
       EXISTS (SELECT FROM minute_grants WHERE account_id = $2 AND period >= month.begins::date)
         AS given,
       allowance.monthly_ms AS "monthlyMs", allowance.roll_over AS "rollOver",
       allowance.cap_ms AS "capMs"
     FROM organizations
       CROSS JOIN LATERAL (
         SELECT date_trunc('month', $3::timestamptz AT TIME ZONE organizations.time_zone) AS begins
       ) month
       LEFT JOIN minute_allowances allowance ON allowance.account_id = $2
         AND allowance.organization_id = organizations.id
     WHERE organizations.id = $1`,
    [organizationId, id, now],
  );
  if (!terms) throw new Error('A minute account belongs to no organization');
  const { monthlyMs, rollOver, capMs, given, period, endsAt } = terms;
  return {
    allowance:
      monthlyMs === null
        ? null
        : {
            monthlyMs: Number(monthlyMs),
            rollOver: rollOver === true,
            capMs: capMs === null ? null : Number(capMs),
          },
    month: { period, endsAt },
    monthGiven: given,
  };
};
