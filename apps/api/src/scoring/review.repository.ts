import type { CallSummary, DeliveryMetrics, Score } from '@sparline/personas';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '../auth/accounts.service';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { CallMetricsEntity } from './call-metrics.entity';
import { CallScoreEntity } from './call-score.entity';
import { CallSummaryEntity } from './call-summary.entity';
import type { ReviewFallback } from './scoring.schemas';

export type Review = {
  metrics: DeliveryMetrics | null;
  summary: CallSummary | null;
  score: Score | null;
  fallback: { summary: ReviewFallback | null; score: ReviewFallback | null };
};

/** A judgement, and why it is not the language model's where that was asked. */
export type Judged<Of> = { review: Of; fallback: ReviewFallback | null };

/** What is written first stays. */
@Injectable()
export class ReviewRepository {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  async find(organizationId: string, callId: string): Promise<Review> {
    const where = { organizationId, callId };
    const { manager } = this.database;
    const [metrics, summary, score] = await Promise.all([
      manager.findOneBy(CallMetricsEntity, where),
      manager.findOneBy(CallSummaryEntity, where),
      manager.findOneBy(CallScoreEntity, where),
    ]);
    return {
      metrics: metrics?.data ?? null,
      summary: summary?.data ?? null,
      score: score?.data ?? null,
      fallback: { summary: summary?.fallback ?? null, score: score?.fallback ?? null },
    };
  }

  async insertMetrics(
    organizationId: string,
    callId: string,
    data: DeliveryMetrics,
    transaction: Transaction = this.database.manager,
  ): Promise<void> {
    await transaction.query(
      `INSERT INTO call_metrics (organization_id, call_id, version, data)
       VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
      [organizationId, callId, data.version, data],
    );
  }

  async insertSummary(
    organizationId: string,
    callId: string,
    { review, fallback }: Judged<CallSummary>,
    transaction: Transaction = this.database.manager,
  ): Promise<void> {
    await transaction.query(
      `INSERT INTO call_summaries (organization_id, call_id, method, model, fallback, data)
       VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
      [organizationId, callId, review.method, review.model, fallback, review],
    );
  }

  async insertScore(
    organizationId: string,
    callId: string,
    { review, fallback }: Judged<Score>,
    transaction: Transaction = this.database.manager,
  ): Promise<void> {
    const { rubricKey, rubricVersion, method, model, total } = review;
    await transaction.query(
      `INSERT INTO call_scores (organization_id, call_id, rubric_key, rubric_version, method, model,
         fallback, total, data)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING`,
      [organizationId, callId, rubricKey, rubricVersion, method, model, fallback, total, review],
    );
  }

  /**
   * All three together, so that they never speak of different scores. The new score is not older than
   * `after`, whatever the clocks of two machines say.
   */
  async replace(
    organizationId: string,
    callId: string,
    review: {
      metrics: DeliveryMetrics;
      score: Judged<Score>;
      summary: Judged<CallSummary>;
      after: Date;
    },
  ): Promise<void> {
    await this.database.transaction(async (manager) => {
      for (const table of ['call_metrics', 'call_summaries', 'call_scores']) {
        await manager.query(`DELETE FROM ${table} WHERE organization_id = $1 AND call_id = $2`, [
          organizationId,
          callId,
        ]);
      }
      await this.insertMetrics(organizationId, callId, review.metrics, manager);
      await this.insertScore(organizationId, callId, review.score, manager);
      await this.insertSummary(organizationId, callId, review.summary, manager);
      await manager.query(
        `UPDATE call_scores SET created_at = greatest(created_at, $3)
         WHERE organization_id = $1 AND call_id = $2`,
        [organizationId, callId, review.after],
      );
    });
  }

  /** Makes room for the language model's judgement where the rules stood in for it. */
  async deleteFallbacks(organizationId: string, callId: string): Promise<void> {
    for (const table of ['call_summaries', 'call_scores']) {
      await this.database.query(
        `DELETE FROM ${table}
         WHERE organization_id = $1 AND call_id = $2 AND fallback IS NOT NULL`,
        [organizationId, callId],
      );
    }
  }
}
