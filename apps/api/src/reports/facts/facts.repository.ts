import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import {
  type Ask,
  type Progress,
  recompute,
  type Recomputed,
  writeCallFacts,
  writeDayFacts,
  writeMemberFacts,
  writeSpanFacts,
} from './write-facts';

/** Facts of one organization are written by one at a time: whoever waits finds nothing left to do. */
const LOCK = 7_203_430;
const MARKS_AT_ONCE = 1_000;
/** Of each check the result is kept so long, to see whether differences come again and again. */
const CHECKS_KEPT = '90 days';

type Mark = { position: string; call_id: string | null; days: string[] | null };

export type Rebuild = { reason: string; done: number; total: number | null };
export type Check = Recomputed & { checkedAt: Date; tookMs: number };

/** Works on the tables of several features, which no service of theirs can do; writes only facts. */
@Injectable()
export class FactsRepository {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /** Works off marks, oldest first; how many were worked off. */
  async workOffMarks(organizationId: string): Promise<number> {
    return this.together(organizationId, async (ask) => {
      const marks = await takeMarks(ask, organizationId);
      if (marks.length === 0) return 0;
      const calls = [...new Set(marks.flatMap(({ call_id: id }) => (id === null ? [] : [id])))];
      const { days, members } = await writeCallFacts(ask, organizationId, calls);
      const touched = [...new Set([...days, ...marks.flatMap((mark) => mark.days ?? [])])];
      if (touched.length > 0) {
        await writeDayFacts(ask, organizationId, touched);
        await writeSpanFacts(ask, organizationId, touched);
        // A call that is gone left its hour, and not whose it was.
        const whose = marks.some((mark) => mark.days) ? null : members;
        await writeMemberFacts(ask, organizationId, touched, whose);
      }
      return marks.length;
    });
  }

  async countMarks(organizationId: string): Promise<number> {
    const [row] = await this.database.query<{ n: number }[]>(
      'SELECT count(*)::int AS n FROM facts_due WHERE organization_id = $1',
      [organizationId],
    );
    return row?.n ?? 0;
  }

  /** Over all organizations, for the jobs. */
  async listWithMarks(): Promise<string[]> {
    const rows: { id: string }[] = await this.database.query(
      'SELECT DISTINCT organization_id AS id FROM facts_due',
    );
    return rows.map(({ id }) => id);
  }

  /** Over all organizations, for the nightly check. */
  async listWithCalls(): Promise<string[]> {
    const rows: { id: string }[] = await this.database.query(
      `SELECT id FROM organizations o
       WHERE EXISTS (SELECT FROM calls WHERE calls.organization_id = o.id)
          OR EXISTS (SELECT FROM usage_records u WHERE u.organization_id = o.id)
       ORDER BY id`,
    );
    return rows.map(({ id }) => id);
  }

  async recompute(
    organizationId: string,
    onProgress: (progress: Progress) => Promise<void>,
  ): Promise<Recomputed> {
    return recompute((work) => this.together(organizationId, work), organizationId, onProgress);
  }

  /** Over all organizations, for the jobs. */
  async listRebuilds(): Promise<string[]> {
    const rows: { id: string }[] = await this.database.query(
      'SELECT organization_id AS id FROM fact_rebuilds WHERE finished_at IS NULL',
    );
    return rows.map(({ id }) => id);
  }

  async findRebuild(
    organizationId: string,
  ): Promise<(Rebuild & { requestedAt: Date }) | undefined> {
    const rows: (Rebuild & { requestedAt: Date })[] = await this.database.query(
      `SELECT reason, done, total, requested_at AS "requestedAt" FROM fact_rebuilds
       WHERE organization_id = $1 AND finished_at IS NULL`,
      [organizationId],
    );
    return rows[0];
  }

  async noteRebuild(organizationId: string, { done, total }: Progress): Promise<void> {
    await this.database.query(
      'UPDATE fact_rebuilds SET done = $2, total = $3 WHERE organization_id = $1',
      [organizationId, done, total],
    );
  }

  /** Unless another one was asked for meanwhile. */
  async finishRebuild(organizationId: string, requestedAt: Date): Promise<void> {
    await this.database.query(
      `UPDATE fact_rebuilds SET finished_at = now()
       WHERE organization_id = $1 AND requested_at = $2`,
      [organizationId, requestedAt],
    );
  }

  async noteCheck(organizationId: string, check: Check): Promise<void> {
    const { checkedAt, calls, days, callDifferences, dayDifferences, tookMs } = check;
    await this.database.query(
      `INSERT INTO fact_checks (organization_id, checked_at, calls, days, call_differences,
         day_differences, took_ms) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [organizationId, checkedAt, calls, days, callDifferences, dayDifferences, tookMs],
    );
    await this.database.query(
      `DELETE FROM fact_checks
       WHERE organization_id = $1 AND checked_at < $2::timestamptz - interval '${CHECKS_KEPT}'`,
      [organizationId, checkedAt],
    );
  }

  async lastCheck(organizationId: string): Promise<Check | undefined> {
    const rows: Check[] = await this.database.query(
      `SELECT checked_at AS "checkedAt", calls, days, call_differences AS "callDifferences",
         day_differences AS "dayDifferences", took_ms AS "tookMs"
       FROM fact_checks WHERE organization_id = $1 ORDER BY checked_at DESC LIMIT 1`,
      [organizationId],
    );
    return rows[0];
  }

  private async together<Done>(
    organizationId: string,
    work: (ask: Ask) => Promise<Done>,
  ): Promise<Done> {
    return this.database.transaction(async (manager) => {
      await manager.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [LOCK, organizationId]);
      return work((statement, parameters) => manager.query(statement, parameters));
    });
  }
}

/** A mark names a call, or an hour, which may lie in two days of the organization's time zone. */
const takeMarks = (ask: Ask, organizationId: string): Promise<Mark[]> =>
  ask(
    `WITH taken AS (
       DELETE FROM facts_due WHERE position IN (
         SELECT position FROM facts_due WHERE organization_id = $1 ORDER BY position LIMIT $2)
       RETURNING *)
     SELECT taken.position, taken.call_id, CASE WHEN moment IS NOT NULL THEN ARRAY[
       ((moment AT TIME ZONE o.time_zone)::date)::text,
       (((moment + interval '59 minutes') AT TIME ZONE o.time_zone)::date)::text] END AS days
     FROM taken JOIN organizations o ON o.id = taken.organization_id`,
    [organizationId, MARKS_AT_ONCE],
  );
