import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { MemberEntity } from './member.entity';
import type { Transaction } from './member.repository';

/** Which team members belong to; what a team is, others know. */
@Injectable()
export class MemberTeamRepository {
  constructor(@InjectRepository(MemberEntity) private readonly rows: Repository<MemberEntity>) {}

  /** All of them or none: undefined where one of them is no member, else their names. */
  async set(
    organizationId: string,
    memberIds: readonly string[],
    teamId: string | null,
    transaction: Transaction = this.rows.manager,
  ): Promise<string[] | undefined> {
    const [row] = await transaction.query<{ done: boolean; names: string[] }[]>(
      `WITH wanted AS (
         SELECT id FROM members WHERE organization_id = $1 AND id = ANY($2::uuid[])
           AND deleted_at IS NULL AND NOT guest),
       complete AS (SELECT count(*) = cardinality($2::uuid[]) AS done FROM wanted),
       moved AS (
         UPDATE members SET team_id = $3 FROM wanted, complete
         WHERE members.id = wanted.id AND complete.done RETURNING members.name)
       SELECT done, ARRAY(SELECT name FROM moved ORDER BY name) AS names FROM complete`,
      [organizationId, memberIds, teamId],
    );
    return row?.done ? row.names : undefined;
  }

  /** How many belonged to it. */
  async empty(organizationId: string, teamId: string, transaction: Transaction): Promise<number> {
    const where = { organizationId, teamId };
    return (await transaction.update(MemberEntity, where, { teamId: null })).affected ?? 0;
  }
}
