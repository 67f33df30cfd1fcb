import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository, type SelectQueryBuilder } from 'typeorm';
import type { Payer } from './account-holder';
import { MinuteAccountEntity } from './minute-account.entity';
import type { AccountOwner, ListQuotas } from './quotas.schemas';

export type AccountRow = MinuteAccountEntity & { ownerName: string | null };

export type AccountFilter = {
  owner?: AccountOwner;
  sort: ListQuotas['sort'];
  limit: number;
  after?: { value: string | number; id: string };
};

/** The organization, then members by name, then callers. */
const BY_OWNER = `(CASE account.owner WHEN 'organization' THEN '0' WHEN 'member' THEN '1' ELSE '2' END
  || lower(coalesce(member.name, '')))`;
const BY_LEFT = '(account.granted_ms - account.settled_ms - account.reserved_ms)';
const SORTS = {
  owner: { column: BY_OWNER, value: ':value' },
  left: { column: BY_LEFT, value: 'CAST(:value AS bigint)' },
} as const;

@Injectable()
export class MinuteAccountRepository {
  constructor(
    @InjectRepository(MinuteAccountEntity) private readonly rows: Repository<MinuteAccountEntity>,
  ) {}

  /** Those that limit somebody, with what the next page begins after. */
  async page(
    organizationId: string,
    filter: AccountFilter,
  ): Promise<{ row: AccountRow; sortedBy: string | number }[]> {
    const { column, value } = SORTS[filter.sort];
    const query = this.withOwners(organizationId)
      .addSelect(column, 'sorted_by')
      .andWhere('account.lifted_at IS NULL AND member.deleted_at IS NULL');
    if (filter.owner) query.andWhere('account.owner = :owner', { owner: filter.owner });
    if (filter.after) {
      query.andWhere(`(${column}, account.id) > (${value}, CAST(:id AS uuid))`, filter.after);
    }
    query.orderBy(column, 'ASC').addOrderBy('account.id', 'ASC').limit(filter.limit);
    const { entities, raw } = await query.getRawAndEntities<{
      owner_name: string | null;
      sorted_by: string;
    }>();
    return entities.map((entity, index) => ({
      row: { ...entity, ownerName: raw[index]?.owner_name ?? null },
      sortedBy:
        filter.sort === 'left' ? Number(raw[index]?.sorted_by) : (raw[index]?.sorted_by ?? ''),
    }));
  }

  /** A lifted account has its history still. */
  async find(organizationId: string, id: string): Promise<AccountRow | undefined> {
    const query = this.withOwners(organizationId).andWhere('account.id = :id', { id });
    const { entities, raw } = await query.getRawAndEntities<{ owner_name: string | null }>();
    return entities[0] && { ...entities[0], ownerName: raw[0]?.owner_name ?? null };
  }

  /** One's own account before the one that members share; undefined: nothing limits them. */
  async findPaying(organizationId: string, payer: Payer): Promise<MinuteAccountEntity | undefined> {
    const query = this.rows
      .createQueryBuilder('account')
      .where('account.organization_id = :organizationId', { organizationId })
      .andWhere('account.lifted_at IS NULL');
    // Named one by one: whoever else is in `payer` must not take the organization's place.
    if ('callerId' in payer) {
      query.andWhere('account.caller_id = :callerId', { callerId: payer.callerId });
    } else {
      query.andWhere(`(account.member_id = :memberId OR account.owner = 'organization')`, {
        memberId: payer.memberId,
      });
    }
    const row = await query.orderBy(`account.owner = 'organization'`, 'ASC').getOne();
    return row ?? undefined;
  }

  /** Guests pay as callers, so an account of theirs would limit nobody. */
  async memberExists(organizationId: string, memberId: string): Promise<boolean> {
    const rows: unknown[] = await this.rows.query(
      `SELECT 1 FROM members
       WHERE organization_id = $1 AND id = $2 AND deleted_at IS NULL AND NOT guest`,
      [organizationId, memberId],
    );
    return rows.length === 1;
  }

  private withOwners(organizationId: string): SelectQueryBuilder<MinuteAccountEntity> {
    return this.rows
      .createQueryBuilder('account')
      .leftJoin('members', 'member', 'member.id = account.member_id')
      .leftJoin(
        'organizations',
        'organization',
        `organization.id = account.organization_id AND account.owner = 'organization'`,
      )
      .addSelect('coalesce(member.name, organization.name)', 'owner_name')
      .where('account.organization_id = :organizationId', { organizationId });
  }
}
