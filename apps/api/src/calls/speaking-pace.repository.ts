import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, Repository } from 'typeorm';
import { SpeakingPaceEntity } from './speaking-pace.entity';
import type { SpeakingPace } from './speaking-pace.schemas';

type CallOfMember = { organizationId: string; memberId: string; startedAt: Date };

@Injectable()
export class SpeakingPaceRepository {
  constructor(
    @InjectRepository(SpeakingPaceEntity) private readonly rows: Repository<SpeakingPaceEntity>,
  ) {}

  async find(organizationId: string, memberId: string): Promise<SpeakingPace | undefined> {
    const row = await this.rows.findOneBy({ organizationId, memberId });
    return row && row.pauseMs !== null ? { pauseMs: row.pauseMs, pauses: row.pauses } : undefined;
  }

  async forget(organizationId: string, memberId: string): Promise<void> {
    await this.rows.query(
      `INSERT INTO speaking_paces (organization_id, member_id, pauses, forgotten_at)
       VALUES ($1, $2, 0, now())
       ON CONFLICT (organization_id, member_id) DO UPDATE
       SET pause_ms = NULL, pauses = 0, updated_at = now(), forgotten_at = now()`,
      [organizationId, memberId],
    );
  }
}

/**
 * Part of ending a call, and of its transaction. A call that began before its member had the pace
 * forgotten knows what was to be forgotten, and is not learned from.
 */
export const keepPace = async (
  manager: EntityManager,
  { organizationId, memberId, startedAt }: CallOfMember,
  { pauseMs, pauses }: SpeakingPace,
): Promise<void> => {
  await manager.query(
    `INSERT INTO speaking_paces (organization_id, member_id, pause_ms, pauses)
     VALUES ($1, $2, $3, $4)
     ON CONFLICT (organization_id, member_id) DO UPDATE
     SET pause_ms = excluded.pause_ms, pauses = excluded.pauses, updated_at = now()
     WHERE speaking_paces.forgotten_at IS NULL OR speaking_paces.forgotten_at <= $5`,
    [organizationId, memberId, pauseMs, pauses, startedAt],
  );
};
