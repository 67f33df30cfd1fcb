import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { RecordingEntity } from './recording.entity';

export type NewRecording = Omit<RecordingEntity, 'organizationId' | 'createdAt'>;

@Injectable()
export class RecordingRepository {
  constructor(
    @InjectRepository(RecordingEntity) private readonly rows: Repository<RecordingEntity>,
  ) {}

  async find(organizationId: string, callId: string): Promise<RecordingEntity | undefined> {
    return (await this.rows.findOneBy({ organizationId, callId })) ?? undefined;
  }

  /** The first one stays. */
  async insert(organizationId: string, recording: NewRecording): Promise<void> {
    await this.rows
      .createQueryBuilder()
      .insert()
      .values({ ...recording, organizationId })
      .orIgnore()
      .execute();
  }

  /** Over all organizations: files of calls that were deleted or are older than allowed. */
  async expired(
    before: Date,
  ): Promise<{ organizationId: string; callId: string; objectKey: string }[]> {
    return this.rows.query(
      `SELECT recordings.organization_id AS "organizationId", call_id AS "callId",
         object_key AS "objectKey"
       FROM recordings JOIN calls ON calls.id = recordings.call_id
       WHERE object_key IS NOT NULL AND (calls.deleted_at IS NOT NULL OR calls.started_at < $1)
       ORDER BY recordings.created_at LIMIT 500`,
      [before],
    );
  }

  async forgetFile(organizationId: string, callId: string): Promise<void> {
    await this.rows.update(
      { organizationId, callId },
      { objectKey: null, sha256: null, bytes: 0, peaks: { trainee: [], persona: [] } },
    );
  }
}
