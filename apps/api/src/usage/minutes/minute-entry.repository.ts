import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository, type SelectQueryBuilder } from 'typeorm';
import { MinuteEntryEntity } from './minute-entry.entity';

export type EntryRow = MinuteEntryEntity & {
  memberName: string | null;
  expiresAt: Date | null;
  /** Null where no minutes were set aside for a call. */
  call: {
    partner: string | null;
    reservedAt: Date;
    memberId: string | null;
    memberName: string | null;
    refunded: boolean;
  } | null;
};

type Raw = {
  member_name: string | null;
  expires_at: Date | null;
  partner: string | null;
  reserved_at: Date | null;
  speaker_id: string | null;
  speaker_name: string | null;
  refunded: boolean | null;
};
type Part = { limit: number; before?: string };

@Injectable()
export class MinuteEntryRepository {
  constructor(
    @InjectRepository(MinuteEntryEntity) private readonly rows: Repository<MinuteEntryEntity>,
  ) {}

  /** The latest first. */
  async page(organizationId: string, accountId: string, part: Part): Promise<EntryRow[]> {
    const query = this.withNames(organizationId);
    return rowsOf(query.andWhere('entry.account_id = :accountId', { accountId }), part);
  }

  /** What a member was given and what their calls cost, whoever's account paid; nobody else's calls. */
  async pageOfMember(organizationId: string, memberId: string, part: Part): Promise<EntryRow[]> {
    const query = this.withNames(organizationId).andWhere(
      `(held.member_id = :memberId OR (entry.call_id IS NULL AND entry.account_id IN
         (SELECT id FROM minute_accounts
          WHERE organization_id = :organizationId AND member_id = :memberId)))`,
      { memberId },
    );
    return rowsOf(query, part);
  }

  private withNames(organizationId: string): SelectQueryBuilder<MinuteEntryEntity> {
    return this.rows
      .createQueryBuilder('entry')
      .leftJoin('members', 'member', 'member.id = entry.member_id')
      .leftJoin('minute_grants', 'lot', 'lot.id = entry.grant_id')
      .leftJoin(
        'minute_reservations',
        'held',
        'held.organization_id = entry.organization_id AND held.call_id = entry.call_id',
      )
      .leftJoin('members', 'speaker', 'speaker.id = held.member_id')
      .addSelect('member.name', 'member_name')
      .addSelect('lot.expires_at', 'expires_at')
      .addSelect('held.partner', 'partner')
      .addSelect('held.reserved_at', 'reserved_at')
      .addSelect('held.refunded', 'refunded')
      .addSelect('held.member_id', 'speaker_id')
      .addSelect('speaker.name', 'speaker_name')
      .where('entry.organization_id = :organizationId', { organizationId });
  }
}

const rowsOf = async (
  query: SelectQueryBuilder<MinuteEntryEntity>,
  { limit, before }: Part,
): Promise<EntryRow[]> => {
  if (before) query.andWhere('entry.position < CAST(:before AS bigint)', { before });
  query.orderBy('entry.position', 'DESC').limit(limit);
  const { entities, raw } = await query.getRawAndEntities<Raw>();
  return entities.map((entity, index) => {
    const row = raw[index];
    return {
      ...entity,
      memberName: row?.member_name ?? null,
      expiresAt: row?.expires_at ?? null,
      call: row?.reserved_at
        ? {
            partner: row.partner,
            reservedAt: row.reserved_at,
            memberId: row.speaker_id,
            memberName: row.speaker_name,
            refunded: row.refunded === true,
          }
        : null,
    };
  });
};
