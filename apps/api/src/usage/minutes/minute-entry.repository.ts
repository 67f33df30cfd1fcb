import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { MinuteEntryEntity } from './minute-entry.entity';

export type EntryRow = MinuteEntryEntity & { memberName: string | null };

@Injectable()
export class MinuteEntryRepository {
  constructor(
    @InjectRepository(MinuteEntryEntity) private readonly rows: Repository<MinuteEntryEntity>,
  ) {}

  /** The latest first. */
  async page(
    organizationId: string,
    accountId: string,
    { limit, before }: { limit: number; before?: string },
  ): Promise<EntryRow[]> {
    const query = this.rows
      .createQueryBuilder('entry')
      .leftJoin('members', 'member', 'member.id = entry.member_id')
      .addSelect('member.name', 'member_name')
      .where('entry.organization_id = :organizationId', { organizationId })
      .andWhere('entry.account_id = :accountId', { accountId });
    if (before) query.andWhere('entry.position < CAST(:before AS bigint)', { before });
    query.orderBy('entry.position', 'DESC').limit(limit);
    const { entities, raw } = await query.getRawAndEntities<{ member_name: string | null }>();
    return entities.map((entity, index) => ({
      ...entity,
      memberName: raw[index]?.member_name ?? null,
    }));
  }
}
