import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, Not, Repository } from 'typeorm';
import { RecordingEntity } from './recording.entity';

export type NewRecording = Pick<
  RecordingEntity,
  'callId' | 'objectKey' | 'sha256' | 'durationMs' | 'bytes' | 'peaks' | 'problem'
>;
/** As a row is read, unless its waveform is asked for. */
export type RecordingRow = Omit<RecordingEntity, 'peaks'>;

@Injectable()
export class RecordingRepository {
  constructor(
    @InjectRepository(RecordingEntity) private readonly rows: Repository<RecordingEntity>,
  ) {}

  async find(organizationId: string, callId: string): Promise<RecordingRow | undefined> {
    return (await this.rows.findOneBy({ organizationId, callId })) ?? undefined;
  }

  async findWithPeaks(
    organizationId: string,
    callId: string,
  ): Promise<RecordingEntity | undefined> {
    const row = await this.rows
      .createQueryBuilder('recording')
      .addSelect('recording.peaks')
      .where({ organizationId, callId })
      .getOne();
    return row ?? undefined;
  }

  /** A question without an organization: a link finds it, whose signature was checked before. */
  async findForLink(callId: string): Promise<RecordingRow | undefined> {
    return (await this.rows.findOneBy({ callId })) ?? undefined;
  }

  /** The first one stays. */
  async insert(organizationId: string, recording: NewRecording): Promise<void> {
    await this.rows
      .createQueryBuilder()
      .insert()
      .values({ ...recording, organizationId, linkGeneration: 0 })
      .orIgnore()
      .execute();
  }

  /**
   * Of these calls, those that run or whose recording is still to be made. Null: whatever organization
   * they are of, for folders that do not say so.
   */
  async waitingForMix(
    organizationId: string | null,
    callIds: readonly string[],
  ): Promise<string[]> {
    const rows = await this.rows.query<{ id: string }[]>(
      `SELECT id FROM calls
       WHERE ($1::uuid IS NULL OR organization_id = $1) AND id = ANY($2::uuid[])
         AND deleted_at IS NULL
         AND (state = 'active' OR persona_id IS NOT NULL
           AND coalesce(recording_consent, 'off') NOT IN ('refused', 'not_asked'))
         AND NOT EXISTS (SELECT FROM recordings WHERE call_id = calls.id)`,
      [organizationId, callIds],
    );
    return rows.map(({ id }) => id);
  }

  /** All links to it are void. */
  async renewLinks(organizationId: string, callId: string): Promise<void> {
    await this.rows.increment({ organizationId, callId }, 'linkGeneration', 1);
  }

  async existsWithKey(organizationId: string, objectKey: string): Promise<boolean> {
    return this.rows.existsBy({ organizationId, objectKey });
  }

  /** Those with a file, in order of their call's id, after the one given. */
  async listKept(
    organizationId: string,
    afterCallId: string | undefined,
    limit: number,
  ): Promise<(RecordingRow & { objectKey: string })[]> {
    const query = this.rows
      .createQueryBuilder('recording')
      .where({ organizationId, objectKey: Not(IsNull()) });
    if (afterCallId) query.andWhere('recording.call_id > :afterCallId', { afterCallId });
    const rows = await query.orderBy('recording.call_id').limit(limit).getMany();
    return rows.map((row) => ({ ...row, objectKey: row.objectKey ?? '' }));
  }

  async setLost(organizationId: string, callId: string, at: Date | null): Promise<void> {
    await this.rows.update({ organizationId, callId }, { lostAt: at });
  }
}
