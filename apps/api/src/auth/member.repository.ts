import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, Repository, type SelectQueryBuilder } from 'typeorm';
import type { Role } from './auth.schemas';
import { MemberEntity } from './member.entity';

/** Handed through services that write together; only repositories look inside. */
export type Transaction = EntityManager;

export type MemberFilter = {
  q?: string;
  role?: Role;
  teamId?: string;
  sort: 'name' | '-createdAt';
  limit: number;
  after?: { value: string; id: string };
};

export type NewMember = {
  email: string;
  name: string;
  role: Role;
  passwordHash: string | null;
  sample?: boolean;
};

export type MemberProfile = {
  id: string;
  email: string;
  name: string;
  role: Role;
  organizationId: string;
  organizationName: string;
};

const SORTS = {
  name: { column: 'lower(member.name)', direction: 'ASC', after: '> (lower(:value)' },
  '-createdAt': {
    column: 'member.created_at',
    direction: 'DESC',
    after: '< (CAST(:value AS timestamptz)',
  },
} as const;

@Injectable()
export class MemberRepository {
  constructor(@InjectRepository(MemberEntity) private readonly rows: Repository<MemberEntity>) {}

  async page(organizationId: string, filter: MemberFilter): Promise<MemberEntity[]> {
    const { column, direction, after } = SORTS[filter.sort];
    const query = this.existing(organizationId);
    if (filter.role) query.andWhere('member.role = :role', { role: filter.role });
    if (filter.teamId) query.andWhere('member.team_id = :teamId', { teamId: filter.teamId });
    if (filter.q) {
      query.andWhere(`(member.name || ' ' || member.email) ILIKE :like`, {
        like: `%${filter.q.replaceAll(/[\\%_]/g, '\\$&')}%`,
      });
    }
    if (filter.after) {
      query.andWhere(`(${column}, member.id) ${after}, CAST(:id AS uuid))`, filter.after);
    }
    return query
      .orderBy(column, direction)
      .addOrderBy('member.id', direction)
      .limit(filter.limit)
      .getMany();
  }

  async find(organizationId: string, id: string): Promise<MemberEntity | undefined> {
    return (
      (await this.existing(organizationId).andWhere('member.id = :id', { id }).getOne()) ??
      undefined
    );
  }

  /** The one question without an organization: signing in and resetting find it by the address. */
  async findByEmail(email: string): Promise<MemberEntity | undefined> {
    const row = await this.rows
      .createQueryBuilder('member')
      .where('lower(member.email) = lower(:email)', { email })
      .andWhere('member.deleted_at IS NULL AND NOT member.guest')
      .getOne();
    return row ?? undefined;
  }

  async findProfile(organizationId: string, id: string): Promise<MemberProfile | undefined> {
    const rows = await this.rows.query<MemberProfile[]>(
      `SELECT member.id, member.email, member.name, member.role,
              organization.id AS "organizationId", organization.name AS "organizationName"
       FROM members member JOIN organizations organization ON organization.id = member.organization_id
       WHERE member.organization_id = $1 AND member.id = $2 AND member.deleted_at IS NULL
         AND NOT member.guest`,
      [organizationId, id],
    );
    return rows[0];
  }

  async findFirstAdmin(organizationId: string): Promise<MemberEntity | undefined> {
    const row = await this.existing(organizationId)
      .andWhere(`member.role = 'admin' AND NOT member.suspended`)
      .orderBy('member.created_at')
      .addOrderBy('member.id')
      .getOne();
    return row ?? undefined;
  }

  /** The new id, or undefined when the address already signs in somewhere. */
  async insert(
    organizationId: string,
    member: NewMember,
    transaction: Transaction = this.rows.manager,
  ): Promise<string | undefined> {
    const rows = await transaction.query<{ id: string }[]>(
      `INSERT INTO members (organization_id, email, name, role, password_hash, sample)
       VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (lower(email)) WHERE deleted_at IS NULL DO NOTHING
       RETURNING id`,
      [
        organizationId,
        member.email,
        member.name,
        member.role,
        member.passwordHash,
        member.sample ?? false,
      ],
    );
    return rows[0]?.id;
  }

  async rename(organizationId: string, id: string, name: string): Promise<boolean> {
    const result = await this.rows
      .createQueryBuilder()
      .update()
      .set({ name })
      .where('organization_id = :organizationId AND id = :id AND deleted_at IS NULL', {
        organizationId,
        id,
      })
      .execute();
    return result.affected === 1;
  }

  private existing(organizationId: string): SelectQueryBuilder<MemberEntity> {
    return this.rows
      .createQueryBuilder('member')
      .where('member.organization_id = :organizationId', { organizationId })
      .andWhere('member.deleted_at IS NULL AND NOT member.guest');
  }
}
