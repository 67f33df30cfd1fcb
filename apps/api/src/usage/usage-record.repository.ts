import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { UsageRecordEntity } from './usage-record.entity';
import type { UsageLine } from './usage.schemas';

export type NewUsageRecord = Omit<
  UsageRecordEntity,
  'organizationId' | 'createdAt' | 'chargedMicroUsd'
>;

/** Rows of one INSERT, far below PostgreSQL's 65,535 parameters. */
const BATCH = 1000;

@Injectable()
export class UsageRecordRepository {
  constructor(
    @InjectRepository(UsageRecordEntity) private readonly rows: Repository<UsageRecordEntity>,
  ) {}

  /** Appends what is not there yet, all or nothing. */
  async append(organizationId: string, records: readonly NewUsageRecord[]): Promise<void> {
    await this.rows.manager.transaction(async (manager) => {
      for (let start = 0; start < records.length; start += BATCH) {
        const batch = records.slice(start, start + BATCH);
        await manager
          .createQueryBuilder()
          .insert()
          .into(UsageRecordEntity)
          .values(batch.map((record) => ({ ...record, organizationId })))
          .orIgnore()
          .execute();
      }
    });
  }

  /** What is priced and what is not stay apart, so that neither hides the other. */
  async linesOfCall(organizationId: string, callId: string): Promise<UsageLine[]> {
    return this.rows.query(
      `SELECT component, provider, model, unit, sum(quantity)::float8 AS quantity,
         sum(coalesce(charged_micro_usd, cost_micro_usd))::float8 AS "costMicroUsd", estimated
       FROM usage_records WHERE organization_id = $1 AND call_id = $2
       GROUP BY component, provider, model, unit, estimated,
         coalesce(charged_micro_usd, cost_micro_usd) IS NULL
       ORDER BY component, provider, model, unit, estimated, "costMicroUsd"`,
      [organizationId, callId],
    );
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
}
