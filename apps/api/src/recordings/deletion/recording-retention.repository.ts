import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { EntityManager } from 'typeorm';
import { Repository } from 'typeorm';
import { RecordingEntity } from '../recording.entity';
import type { DeletionReason, RecordingStock, RetentionPreview } from '../recordings.schemas';

type Stock = Omit<RecordingStock, 'oldestAt'> & { oldestAt: Date | null };
export type Withdrawal = {
  reason: DeletionReason;
  memberId: string | null;
  at: Date;
};

const LOST_SHOWN = 20;
/** As one statement: the file is out of reach the moment it is known that it has to go. */
const WITHDRAW = `, withdrawn AS (
    UPDATE recordings SET object_key = NULL, sha256 = NULL, bytes = 0, peaks = '', lost_at = NULL,
      link_generation = recordings.link_generation + 1
    FROM due WHERE recordings.call_id = due.call_id)
  INSERT INTO deletion_receipts
    (organization_id, object_key, call_id, bytes, sha256, reason, member_id, requested_at)
  SELECT organization_id, object_key, call_id, bytes, sha256, reason, member_id, $2 FROM due
  RETURNING call_id`;

/** Which recordings have to go. */
@Injectable()
export class RecordingRetentionRepository {
  private readonly manager: EntityManager;

  constructor(@InjectRepository(RecordingEntity) rows: Repository<RecordingEntity>) {
    this.manager = rows.manager;
  }

  /** False when there is nothing to delete, or it is being deleted already. */
  async withdraw(
    organizationId: string,
    callId: string,
    { reason, memberId, at }: Withdrawal,
  ): Promise<boolean> {
    const rows: unknown[] = await this.manager.query(
      `WITH due AS (
         SELECT recordings.*, $4::text AS reason, $5::uuid AS member_id FROM recordings
         WHERE organization_id = $1 AND call_id = $3 AND object_key IS NOT NULL FOR UPDATE)
       ${WITHDRAW}`,
      [organizationId, at, callId, reason, memberId],
    );
    return rows.length === 1;
  }

  /**
   * Those of deleted calls, and of calls that began before a moment, where there is one; how many.
   * Two at once take different ones.
   */
  async withdrawDue(
    organizationId: string,
    { at, before, limit }: { at: Date; before: Date | null; limit: number },
  ): Promise<number> {
    const rows: unknown[] = await this.manager.query(
      `WITH due AS (
         SELECT recordings.*,
           CASE WHEN calls.deleted_at IS NULL THEN 'retention' ELSE 'call_deleted' END AS reason,
           calls.deleted_by AS member_id
         FROM recordings JOIN calls ON calls.id = recordings.call_id
         WHERE recordings.organization_id = $1 AND object_key IS NOT NULL
           AND (calls.deleted_at IS NOT NULL OR calls.started_at < $3::timestamptz)
         ORDER BY calls.started_at LIMIT $4 FOR UPDATE OF recordings SKIP LOCKED)
       ${WITHDRAW}`,
      [organizationId, at, before, limit],
    );
    return rows.length;
  }

  /** Whoever deleted the call; null: nobody in person. Undefined while it is there. */
  async callDeletedBy(organizationId: string, callId: string): Promise<string | null | undefined> {
    const [row] = await this.manager.query<{ by: string | null }[]>(
      `SELECT deleted_by AS by FROM calls
       WHERE organization_id = $1 AND id = $2 AND deleted_at IS NOT NULL`,
      [organizationId, callId],
    );
    return row && row.by;
  }

  async olderThan(organizationId: string, before: Date): Promise<RetentionPreview> {
    const [sum] = await this.manager.query<{ recordings: string; bytes: string }[]>(
      `SELECT count(*) AS recordings, coalesce(sum(recordings.bytes), 0) AS bytes
       FROM recordings JOIN calls ON calls.id = recordings.call_id
       WHERE recordings.organization_id = $1 AND object_key IS NOT NULL
         AND calls.started_at < $2`,
      [organizationId, before],
    );
    return { recordings: Number(sum?.recordings ?? 0), bytes: Number(sum?.bytes ?? 0) };
  }

  async stock(organizationId: string): Promise<Stock> {
    const [sum] = await this.manager.query<Record<'recordings' | 'bytes' | 'lost', string>[]>(
      `SELECT count(*) AS recordings, coalesce(sum(bytes), 0) AS bytes, count(lost_at) AS lost
       FROM recordings WHERE organization_id = $1 AND object_key IS NOT NULL`,
      [organizationId],
    );
    const [oldest] = await this.manager.query<{ at: Date | null }[]>(
      `SELECT min(calls.started_at) AS at FROM recordings JOIN calls ON calls.id = recordings.call_id
       WHERE recordings.organization_id = $1 AND object_key IS NOT NULL`,
      [organizationId],
    );
    const lost = await this.manager.query<{ callId: string }[]>(
      `SELECT call_id AS "callId" FROM recordings JOIN calls ON calls.id = call_id
       WHERE recordings.organization_id = $1 AND lost_at IS NOT NULL AND calls.deleted_at IS NULL
       ORDER BY calls.started_at DESC LIMIT ${LOST_SHOWN}`,
      [organizationId],
    );
    return {
      recordings: Number(sum?.recordings ?? 0),
      bytes: Number(sum?.bytes ?? 0),
      oldestAt: oldest?.at ?? null,
      lost: Number(sum?.lost ?? 0),
      lostCallIds: lost.map(({ callId }) => callId),
    };
  }
}
