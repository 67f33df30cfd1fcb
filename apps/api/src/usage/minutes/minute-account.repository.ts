import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import type { Payer } from './account-holder';
import { LEAST_CALL_MS } from './call-share';
import { MinuteAccountEntity } from './minute-account.entity';
import type { AccountOwner, RunningOut } from './quotas.schemas';

/** An account with whom it belongs to, what is agreed on and what is to come. */
export type AccountRow = Omit<MinuteAccountEntity, 'organizationId'> & {
  ownerName: string | null;
  monthlyMs: number | null;
  rollOver: boolean | null;
  capMs: number | null;
  nextMonthAt: Date;
  expiresAt: Date | null;
  expiringMs: number | null;
  recentMs: number;
  runningOut: RunningOut | null;
};

export type AccountFilter = {
  owner?: AccountOwner;
  runningOut?: boolean;
  sort: 'owner' | 'left';
  limit: number;
  after?: { value: string | number; id: string };
  now: Date;
};

/** The organization, then teams, then members by name, then callers. */
const BY_OWNER = `(CASE owner WHEN 'organization' THEN '0' WHEN 'team' THEN '1' WHEN 'member' THEN '2'
  ELSE '3' END || lower(coalesce("ownerName", '')))`;
const SORTS = {
  owner: { column: BY_OWNER, value: '$5' },
  left: { column: 'left_ms', value: '$5::bigint' },
} as const;
const PACE_DAYS = 28;
/** An account that is a day old has no pace yet. */
const LEAST_PACE_DAYS = 7;
const LASTS_DAYS = 7;

/** `$1` is the organization, `$2` the present. */
const ACCOUNTS = `
  SELECT account.id, account.owner, account.member_id AS "memberId", account.team_id AS "teamId",
    account.caller_id AS "callerId", account.granted_ms::float8 AS "grantedMs",
    account.settled_ms::float8 AS "settledMs", account.reserved_ms::float8 AS "reservedMs",
    account.over_ms::float8 AS "overMs", account.created_at AS "createdAt",
    account.lifted_at AS "liftedAt", amount.left_ms,
    member.deleted_at IS NOT NULL OR team.deleted_at IS NOT NULL AS gone,
    CASE account.owner WHEN 'member' THEN member.name WHEN 'team' THEN team.name
      WHEN 'organization' THEN organization.name END AS "ownerName",
    allowance.monthly_ms::float8 AS "monthlyMs", allowance.roll_over AS "rollOver",
    allowance.cap_ms::float8 AS "capMs",
    (date_trunc('month', $2::timestamptz AT TIME ZONE organization.time_zone) + interval '1 month')
      AT TIME ZONE organization.time_zone AS "nextMonthAt",
    expiry.at AS "expiresAt", expiry.ms::float8 AS "expiringMs", recent.ms::float8 AS "recentMs",
    CASE WHEN amount.left_ms + account.over_ms + account.reserved_ms < ${LEAST_CALL_MS} THEN 'used_up'
      WHEN amount.left_ms < allowance.monthly_ms / 10 THEN 'allowance'
      WHEN recent.ms > 0 AND amount.left_ms * recent.days < recent.ms * ${LASTS_DAYS} THEN 'pace'
    END AS "runningOut"
  FROM minute_accounts account
    JOIN organizations organization ON organization.id = account.organization_id
    LEFT JOIN members member ON member.id = account.member_id
    LEFT JOIN teams team ON team.id = account.team_id
    LEFT JOIN minute_allowances allowance ON allowance.account_id = account.id
    CROSS JOIN LATERAL (
      SELECT account.granted_ms - account.settled_ms - account.reserved_ms AS left_ms) amount
    LEFT JOIN LATERAL (
      SELECT expires_at AS at, sum(left_ms) AS ms FROM minute_grants lot
      WHERE lot.organization_id = account.organization_id AND lot.account_id = account.id
        AND lot.left_ms > 0 AND lot.expires_at IS NOT NULL
      GROUP BY expires_at ORDER BY expires_at LIMIT 1) expiry ON true
    CROSS JOIN LATERAL (
      SELECT coalesce(sum(CASE kind WHEN 'settle' THEN amount_ms ELSE -amount_ms END), 0) AS ms,
        greatest(${LEAST_PACE_DAYS}, least(${PACE_DAYS},
          extract(epoch FROM $2::timestamptz - account.created_at) / 86400)) AS days
      FROM minute_entries entry
      WHERE entry.organization_id = account.organization_id AND entry.account_id = account.id
        AND entry.kind IN ('settle', 'refund')
        AND entry.created_at > $2::timestamptz - interval '${PACE_DAYS} days') recent
  WHERE account.organization_id = $1`;

/** Something has ended since the account was last locked, or a month has begun. */
const IS_DUE = `(
  EXISTS (SELECT FROM minute_grants lot WHERE lot.organization_id = account.organization_id
    AND lot.account_id = account.id AND lot.left_ms > 0 AND lot.expires_at <= :now)
  OR account.lifted_at IS NULL AND EXISTS (
    SELECT FROM minute_allowances allowance
      JOIN organizations organization ON organization.id = allowance.organization_id
    WHERE allowance.account_id = account.id AND NOT EXISTS (
      SELECT FROM minute_grants given WHERE given.account_id = account.id
        AND given.period >= date_trunc('month',
          CAST(:now AS timestamptz) AT TIME ZONE organization.time_zone)::date)))`;

/** The most specific account that limits pays. */
const BY_CLOSENESS = `CASE account.owner WHEN 'organization' THEN 2 WHEN 'team' THEN 1 ELSE 0 END`;

export type PayingAccount = MinuteAccountEntity & { isDue: boolean };

@Injectable()
export class MinuteAccountRepository {
  constructor(
    @InjectRepository(MinuteAccountEntity) private readonly rows: Repository<MinuteAccountEntity>,
  ) {}

  /** Those that limit somebody, with what the next page begins after. */
  async page(
    organizationId: string,
    { owner, runningOut, sort, limit, after, now }: AccountFilter,
  ): Promise<{ row: AccountRow; sortedBy: string | number }[]> {
    const { column, value } = SORTS[sort];
    const where = [
      '"liftedAt" IS NULL AND NOT gone AND ($3::text IS NULL OR owner = $3)',
      ...(runningOut ? ['"runningOut" IS NOT NULL'] : []),
      ...(after ? [`(${column}, id) > (${value}, $6::uuid)`] : []),
    ];
    const rows = await this.rows.query<(AccountRow & { sortedBy: string })[]>(
      `SELECT account.*, ${column} AS "sortedBy" FROM (${ACCOUNTS}) account
       WHERE ${where.join(' AND ')} ORDER BY ${column}, id LIMIT $4`,
      [organizationId, now, owner ?? null, limit, ...(after ? [after.value, after.id] : [])],
    );
    return rows.map(({ sortedBy, ...row }) => ({
      row,
      sortedBy: sort === 'left' ? Number(sortedBy) : sortedBy,
    }));
  }

  /** A lifted account has its history still. */
  async find(organizationId: string, id: string, now: Date): Promise<AccountRow | undefined> {
    const [row] = await this.rows.query<AccountRow[]>(
      `SELECT * FROM (${ACCOUNTS}) account WHERE id = $3`,
      [organizationId, now, id],
    );
    return row;
  }

  /** Undefined: nothing limits them. */
  async findPaying(
    organizationId: string,
    payer: Payer,
    now: Date,
  ): Promise<PayingAccount | undefined> {
    const query = this.rows
      .createQueryBuilder('account')
      .addSelect(IS_DUE, 'is_due')
      .where('account.organization_id = :organizationId', { organizationId })
      .andWhere('account.lifted_at IS NULL')
      .setParameter('now', now);
    // Named one by one: whoever else is in `payer` must not take the organization's place.
    if ('callerId' in payer) {
      query.andWhere('account.caller_id = :callerId', { callerId: payer.callerId });
    } else {
      query.andWhere(
        `(account.member_id = :memberId OR account.owner = 'organization' OR account.team_id =
           (SELECT team_id FROM members WHERE organization_id = :organizationId AND id = :memberId))`,
        { memberId: payer.memberId },
      );
    }
    query.orderBy(BY_CLOSENESS, 'ASC').limit(1);
    const { entities, raw } = await query.getRawAndEntities<{ is_due: boolean }>();
    return entities[0] && { ...entities[0], isDue: raw[0]?.is_due ?? false };
  }

  /** Accounts whose balance is to change by itself; of all organizations where none is named. */
  async listDue(
    now: Date,
    { organizationId, most }: { organizationId?: string; most: number },
  ): Promise<{ organizationId: string; id: string }[]> {
    const query = this.rows
      .createQueryBuilder('account')
      .select(['account.organizationId', 'account.id'])
      .where(IS_DUE)
      .setParameter('now', now);
    if (organizationId) {
      query.andWhere('account.organization_id = :organizationId', { organizationId });
    }
    return query.orderBy('account.id').limit(most).getMany();
  }

  /** The name of each that is there. Guests pay as callers, so an account of theirs would limit nobody. */
  async ownerNames(
    organizationId: string,
    { memberIds, teamIds }: { memberIds: readonly string[]; teamIds: readonly string[] },
  ): Promise<Map<string, string>> {
    const rows = await this.rows.query<{ id: string; name: string }[]>(
      `SELECT id, name FROM members
       WHERE organization_id = $1 AND id = ANY($2::uuid[]) AND deleted_at IS NULL AND NOT guest
       UNION ALL
       SELECT id, name FROM teams
       WHERE organization_id = $1 AND id = ANY($3::uuid[]) AND deleted_at IS NULL`,
      [organizationId, memberIds, teamIds],
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  /** The end of a day by the organization's clock. */
  async endOfDay(organizationId: string, day: string): Promise<Date | undefined> {
    const [row] = await this.rows.query<{ at: Date }[]>(
      `SELECT ($2::date + 1)::timestamp AT TIME ZONE time_zone AS at FROM organizations WHERE id = $1`,
      [organizationId, day],
    );
    return row?.at;
  }
}
