import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import type { Transaction } from '../../auth/accounts.service';
import type { LocalDay } from '../../platform/clock/local-day';
import { BudgetEntity } from './budget.entity';
import type { BudgetAlert, BudgetRecipient, BudgetSettings } from './budget.schemas';
import type { DayCost } from './forecast';

export type UntoldAlert = {
  month: LocalDay;
  percent: number;
  spentMicroUsd: number;
  budgetMicroUsd: number;
};
type AlertRow = Omit<BudgetAlert, 'at'> & { at: Date };

const ALERT = `month::text AS month, percent, spent_micro_usd::float8 AS "spentMicroUsd",
  budget_micro_usd::float8 AS "budgetMicroUsd"`;
const MAY_BE_MAILED = 'deleted_at IS NULL AND NOT suspended AND email IS NOT NULL';
const LISTED_ALERTS = 24;

const MARK_TOLD = `
  UPDATE budget_alerts SET mailed_at = $3
  FROM jsonb_to_recordset($2::jsonb) AS told (month date, percent integer)
  WHERE organization_id = $1 AND budget_alerts.month = told.month
    AND budget_alerts.percent = told.percent AND mailed_at IS NULL`;

@Injectable()
export class BudgetRepository {
  constructor(@InjectRepository(BudgetEntity) private readonly rows: Repository<BudgetEntity>) {}

  async find(organizationId: string): Promise<BudgetEntity | undefined> {
    return (await this.rows.findOneBy({ organizationId })) ?? undefined;
  }

  /** `work` with the budget as it is; nobody else changes it meanwhile. */
  async changing<Result>(
    organizationId: string,
    work: (budget: BudgetEntity | undefined, transaction: Transaction) => Promise<Result>,
  ): Promise<Result> {
    return this.rows.manager.transaction(async (manager) => {
      const budget = await manager.findOne(BudgetEntity, {
        where: { organizationId },
        lock: { mode: 'pessimistic_write' },
      });
      return work(budget ?? undefined, manager);
    });
  }

  async save(
    organizationId: string,
    settings: BudgetSettings,
    { memberId, at }: { memberId: string; at: Date },
    transaction: Transaction,
  ): Promise<void> {
    const row = { ...settings, organizationId, updatedBy: memberId, updatedAt: at };
    await transaction.upsert(BudgetEntity, row, ['organizationId']);
  }

  async remove(organizationId: string, transaction: Transaction): Promise<void> {
    await transaction.delete(BudgetEntity, { organizationId });
  }

  async lift(
    organizationId: string,
    month: LocalDay | null,
    transaction: Transaction,
  ): Promise<void> {
    await transaction.update(BudgetEntity, { organizationId }, { liftedMonth: month });
  }

  /** Over all organizations. */
  async listOrganizations(): Promise<string[]> {
    const rows = await this.rows.find({ select: { organizationId: true } });
    return rows.map(({ organizationId }) => organizationId);
  }

  /** Notes that a threshold was passed; each once a month, whoever notices it at the same time. */
  async noteAlerts(
    organizationId: string,
    alerts: readonly UntoldAlert[],
    at: Date,
  ): Promise<void> {
    await this.rows.query(
      `INSERT INTO budget_alerts
         (organization_id, month, percent, spent_micro_usd, budget_micro_usd, at)
       SELECT $1, month, percent, "spentMicroUsd", "budgetMicroUsd", $3
       FROM jsonb_to_recordset($2::jsonb) AS alert (month date, percent integer,
         "spentMicroUsd" bigint, "budgetMicroUsd" bigint)
       ON CONFLICT DO NOTHING`,
      [organizationId, JSON.stringify(alerts), at],
    );
  }

  /** The highest first. */
  async listUntold(organizationId: string): Promise<UntoldAlert[]> {
    return this.rows.query(
      `SELECT ${ALERT} FROM budget_alerts WHERE organization_id = $1 AND mailed_at IS NULL
       ORDER BY month DESC, percent DESC`,
      [organizationId],
    );
  }

  /** `write` what tells of them; it is committed with the mark, or not at all. */
  async markTold<Result>(
    organizationId: string,
    { alerts, at }: { alerts: readonly UntoldAlert[]; at: Date },
    write: (transaction: Transaction) => Promise<Result>,
  ): Promise<Result | undefined> {
    return this.rows.manager.transaction(async (manager) => {
      const parameters = [organizationId, JSON.stringify(alerts), at];
      const [, marked] = await manager.query<[unknown[], number]>(MARK_TOLD, parameters);
      // Somebody else has just told of them.
      return marked === 0 ? undefined : write(manager);
    });
  }

  async listAlerts(organizationId: string): Promise<BudgetAlert[]> {
    const rows = await this.rows.query<AlertRow[]>(
      `SELECT ${ALERT}, at FROM budget_alerts WHERE organization_id = $1
       ORDER BY at DESC, percent DESC LIMIT $2`,
      [organizationId, LISTED_ALERTS],
    );
    return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
  }

  /** What each day has cost, in days of the organization's time zone, from a day on. */
  async costByDay(
    organizationId: string,
    { from, timeZone }: { from: LocalDay; timeZone: string },
  ): Promise<DayCost[]> {
    return this.rows.query(
      `SELECT to_char(occurred_at AT TIME ZONE $3, 'YYYY-MM-DD') AS day,
         sum(coalesce(charged_micro_usd, cost_micro_usd))::float8 AS "costMicroUsd"
       FROM usage_records
       WHERE organization_id = $1 AND occurred_at >= $2::date::timestamp AT TIME ZONE $3
         AND coalesce(charged_micro_usd, cost_micro_usd) > 0
       GROUP BY 1 ORDER BY 1`,
      [organizationId, from, timeZone],
    );
  }

  /** By name; those who were removed since are among them. */
  async listNamed(
    organizationId: string,
    memberIds: readonly string[],
    manager: Transaction = this.rows.manager,
  ): Promise<BudgetRecipient[]> {
    if (memberIds.length === 0) return [];
    return manager.query(
      `SELECT id, name, ${MAY_BE_MAILED} AND role IN ('admin', 'coach') AS reachable
       FROM members WHERE organization_id = $1 AND id = ANY($2::uuid[]) ORDER BY name, id`,
      [organizationId, memberIds],
    );
  }

  /** Those who may see the money and can be reached, of these or, where none is named, of all admins. */
  async recipients(
    organizationId: string,
    memberIds: readonly string[],
  ): Promise<{ id: string; email: string }[]> {
    return this.rows.query(
      `SELECT id, email FROM members
       WHERE organization_id = $1 AND ${MAY_BE_MAILED}
         AND CASE WHEN cardinality($2::uuid[]) = 0 THEN role = 'admin'
             ELSE id = ANY($2::uuid[]) AND role IN ('admin', 'coach') END
       ORDER BY email`,
      [organizationId, memberIds],
    );
  }
}
