import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';

export type Move = { organizationId: string; fromMemberId: string; toMemberId: string };

/** Calls that turn out to be somebody else's, with all that hangs on them. */
@Injectable()
export class MovedCallsRepository {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /** They are found by the new name as well. The new owner's own pace stays; a first one is taken over. */
  async move({ organizationId, fromMemberId, toMemberId }: Move): Promise<void> {
    const move = [organizationId, fromMemberId, toMemberId];
    await this.database.transaction(async (manager) => {
      await manager.query(
        `UPDATE calls SET member_id = $3, words = calls.words || to_tsvector('simple', members.name)
         FROM members
         WHERE calls.organization_id = $1 AND calls.member_id = $2
           AND members.organization_id = $1 AND members.id = $3`,
        move,
      );
      await manager.query(
        `INSERT INTO speaking_paces
           (organization_id, member_id, pause_ms, pauses, updated_at, forgotten_at)
         SELECT organization_id, $3, pause_ms, pauses, updated_at, forgotten_at
         FROM speaking_paces WHERE organization_id = $1 AND member_id = $2
         ON CONFLICT (organization_id, member_id) DO NOTHING`,
        move,
      );
    });
  }
}
