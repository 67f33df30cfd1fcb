import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import type { Transaction } from '../auth/accounts.service';
import { ADD_TO_MONTHS } from './months/add-to-months';
import { UsageRecordEntity } from './usage-record.entity';
import type { UsageLine } from './usage.schemas';

export type NewUsageRecord = Omit<
  UsageRecordEntity,
  'organizationId' | 'createdAt' | 'chargedMicroUsd' | 'chargeNote'
>;

/** Rows of one INSERT. */
const BATCH = 1000;

const LINE = `"sourceId" text, "callId" uuid, component text, provider text, model text, unit text,
  quantity bigint, "priceId" uuid, "costMicroUsd" bigint, estimated boolean, purpose text,
  speculation text, "occurredAt" timestamptz`;

type RecordKey = { organizationId: string; sourceId: string };

@Injectable()
export class UsageRecordRepository {
  constructor(
    @InjectRepository(UsageRecordEntity) private readonly rows: Repository<UsageRecordEntity>,
  ) {}

  /** Appends what is not there yet, all or nothing, and adds it to the sums of its months. */
  async append(
    organizationId: string,
    records: readonly NewUsageRecord[],
    transaction?: Transaction,
  ): Promise<void> {
    if (transaction) return this.insert(organizationId, records, transaction);
    await this.rows.manager.transaction((own) => this.insert(organizationId, records, own));
  }

  /** What is priced and what is not stay apart, so that neither hides the other. */
  async linesOfCall(organizationId: string, callId: string): Promise<UsageLine[]> {
    return this.rows.query(
      `SELECT component, provider, model, unit, sum(quantity)::float8 AS quantity,
         sum(coalesce(charged_micro_usd, cost_micro_usd))::float8 AS "costMicroUsd", estimated,
         charged_micro_usd IS NOT NULL AS charged
       FROM usage_records WHERE organization_id = $1 AND call_id = $2
       GROUP BY component, provider, model, unit, estimated, charged_micro_usd IS NOT NULL,
         coalesce(charged_micro_usd, cost_micro_usd) IS NULL
       ORDER BY component, provider, model, unit, estimated, "costMicroUsd"`,
      [organizationId, callId],
    );
  }

  /** Once, and in the month's sum as well. */
  async charge(
    { organizationId, sourceId }: RecordKey,
    chargedMicroUsd: number,
    transaction: Transaction,
  ): Promise<void> {
    await transaction.query(
      `WITH charged AS (
         UPDATE usage_records SET charged_micro_usd = $3, charge_note = NULL
         WHERE organization_id = $1 AND source_id = $2 AND charged_micro_usd IS NULL
         RETURNING occurred_at, $3::bigint - coalesce(cost_micro_usd, 0) AS more,
           (cost_micro_usd IS NULL)::int AS priced)
       ${ADD_TO_MONTHS('charged')}`,
      [organizationId, sourceId, chargedMicroUsd],
    );
  }

  async noteCharge(
    { organizationId, sourceId }: RecordKey,
    note: string,
    transaction: Transaction,
  ): Promise<void> {
    await transaction.update(UsageRecordEntity, { organizationId, sourceId }, { chargeNote: note });
  }

  async markAccounted(organizationId: string, callId: string): Promise<void> {
    await this.rows.query(
      `INSERT INTO call_accounts (organization_id, call_id) VALUES ($1, $2) ON CONFLICT DO NOTHING`,
      [organizationId, callId],
    );
  }

  async isAccounted(organizationId: string, callId: string): Promise<boolean> {
    const rows: unknown[] = await this.rows.query(
      'SELECT 1 FROM call_accounts WHERE organization_id = $1 AND call_id = $2',
      [organizationId, callId],
    );
    return rows.length === 1;
  }

  private async insert(
    organizationId: string,
    records: readonly NewUsageRecord[],
    transaction: Transaction,
  ): Promise<void> {
    for (let start = 0; start < records.length; start += BATCH) {
      await transaction.query(
        `WITH added AS (
           INSERT INTO usage_records (organization_id, source_id, call_id, component, provider,
             model, unit, quantity, price_id, cost_micro_usd, estimated, purpose, speculation,
             occurred_at)
           SELECT $1, "sourceId", "callId", component, provider, model, unit, quantity, "priceId",
             "costMicroUsd", estimated, purpose, speculation, "occurredAt"
           FROM jsonb_to_recordset($2::jsonb) AS line (${LINE})
           ON CONFLICT DO NOTHING
           RETURNING occurred_at, cost_micro_usd)
         INSERT INTO usage_months (organization_id, month, time_zone, cost_micro_usd, unpriced)
         SELECT zone.id, date_trunc('month', added.occurred_at AT TIME ZONE zone.time_zone)::date,
           zone.time_zone, coalesce(sum(added.cost_micro_usd), 0),
           count(*) FILTER (WHERE added.cost_micro_usd IS NULL)
         FROM added JOIN organizations zone ON zone.id = $1
         GROUP BY 1, 2, 3 ORDER BY 2
         ON CONFLICT (organization_id, month) DO UPDATE SET
           cost_micro_usd = usage_months.cost_micro_usd + excluded.cost_micro_usd,
           unpriced = usage_months.unpriced + excluded.unpriced`,
        [organizationId, JSON.stringify(records.slice(start, start + BATCH))],
      );
    }
  }
}
