import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { LocalDay } from '../../platform/clock/local-day';

/** What a month has cost as far as it is priced; `month` is its first day, where the organization is. */
export type MonthSum = {
  month: LocalDay;
  timeZone: string;
  spentMicroUsd: number;
  /** Quantities of it that have no price, so that the sum is a floor. */
  unpriced: number;
};
type KeptSum = MonthSum & { keptIn: string | null };

const EFFECTIVE = 'coalesce(charged_micro_usd, cost_micro_usd)';

/** The kept sums of the ledger. Whoever changes the ledger changes them in the same transaction. */
@Injectable()
export class MonthSumRepository {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /** One row by its key, so that every call can ask before it begins. */
  async find(organizationId: string, at: Date): Promise<MonthSum> {
    const kept = await this.kept(organizationId, at);
    // Nothing used yet this month, or the organization has moved to another time zone.
    if (kept.keptIn === kept.timeZone) return kept;
    await this.rebuild(organizationId, kept.month);
    return this.kept(organizationId, at);
  }

  /** Adds the month up anew from the ledger; answers by how much the kept sum was off. */
  async rebuild(organizationId: string, month: LocalDay): Promise<number> {
    return this.database.transaction(async (manager) => {
      const key = [organizationId, month];
      await manager.query(
        `INSERT INTO usage_months (organization_id, month, time_zone)
         SELECT id, $2, time_zone FROM organizations WHERE id = $1 ON CONFLICT DO NOTHING`,
        key,
      );
      // Who appends meanwhile waits here, and adds what this scan cannot see yet.
      await manager.query(
        'SELECT 1 FROM usage_months WHERE organization_id = $1 AND month = $2 FOR UPDATE',
        key,
      );
      const [row] = await manager.query<{ off: string }[]>(
        `WITH zone AS (SELECT time_zone FROM organizations WHERE id = $1),
           ledger AS (
             SELECT coalesce(sum(${EFFECTIVE}), 0)::bigint AS cost,
               count(*) FILTER (WHERE ${EFFECTIVE} IS NULL)::int AS unpriced
             FROM usage_records, zone
             WHERE organization_id = $1
               AND occurred_at >= $2::date::timestamp AT TIME ZONE zone.time_zone
               AND occurred_at < ($2::date + interval '1 month') AT TIME ZONE zone.time_zone),
           former AS (
             SELECT cost_micro_usd AS cost FROM usage_months
             WHERE organization_id = $1 AND month = $2),
           written AS (
             UPDATE usage_months SET time_zone = zone.time_zone, cost_micro_usd = ledger.cost,
               unpriced = ledger.unpriced
             FROM zone, ledger WHERE organization_id = $1 AND month = $2)
         SELECT (ledger.cost - former.cost)::text AS off FROM ledger, former`,
        key,
      );
      return Number(row?.off ?? 0);
    });
  }

  /** Over all organizations: what was written lately, and what is cut by a former time zone. */
  async listToCheck(since: Date): Promise<{ organizationId: string; month: LocalDay }[]> {
    return this.database.query(
      `SELECT usage_months.organization_id AS "organizationId", month::text
       FROM usage_months JOIN organizations ON organizations.id = usage_months.organization_id
       WHERE month >= date_trunc('month', $1::timestamptz)::date
         OR usage_months.time_zone <> organizations.time_zone
       ORDER BY 1, 2`,
      [since],
    );
  }

  private async kept(organizationId: string, at: Date): Promise<KeptSum> {
    const [row] = await this.database.query<(KeptSum & { spent: string | null })[]>(
      `SELECT here.month::text AS month, here.time_zone AS "timeZone", sums.time_zone AS "keptIn",
         sums.cost_micro_usd AS spent, coalesce(sums.unpriced, 0) AS unpriced
       FROM (SELECT id, time_zone,
               date_trunc('month', $2::timestamptz AT TIME ZONE time_zone)::date AS month
             FROM organizations WHERE id = $1) AS here
         LEFT JOIN usage_months sums
           ON sums.organization_id = here.id AND sums.month = here.month`,
      [organizationId, at],
    );
    if (!row) throw new Error('A sum was asked for an organization that is not there');
    const { spent, ...sum } = row;
    return { ...sum, spentMicroUsd: Number(spent ?? 0) };
  }
}
