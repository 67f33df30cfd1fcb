import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { ApiKeyEntity } from './api-key.entity';
import type { Role } from './auth.schemas';

export type LiveApiKey = {
  organizationId: string;
  id: string;
  memberId: string;
  role: Role;
  memberRole: Role;
  lastUsedAt: Date | null;
};

export type NewApiKey = Omit<ApiKeyEntity, 'organizationId' | 'id' | 'lastUsedAt'>;

@Injectable()
export class ApiKeyRepository {
  constructor(@InjectRepository(ApiKeyEntity) private readonly rows: Repository<ApiKeyEntity>) {}

  /** A question without an organization: the secret finds it. */
  async findLive(secretHash: string): Promise<LiveApiKey | undefined> {
    const rows = await this.rows.query<LiveApiKey[]>(
      `SELECT key.organization_id AS "organizationId", key.id, key.member_id AS "memberId",
              key.role, member.role AS "memberRole", key.last_used_at AS "lastUsedAt"
       FROM api_keys key JOIN members member ON member.id = key.member_id
       WHERE key.secret_hash = $1 AND NOT member.suspended AND member.deleted_at IS NULL`,
      [secretHash],
    );
    return rows[0];
  }

  async list(organizationId: string): Promise<ApiKeyEntity[]> {
    return this.rows.find({
      where: { organizationId },
      order: { createdAt: 'DESC', id: 'ASC' },
      take: 200,
    });
  }

  async insert(organizationId: string, key: NewApiKey): Promise<ApiKeyEntity> {
    return this.rows.save(this.rows.create({ ...key, organizationId, lastUsedAt: null }));
  }

  async noteUsed(organizationId: string, id: string, now: Date): Promise<void> {
    await this.rows.update({ organizationId, id }, { lastUsedAt: now });
  }

  async delete(organizationId: string, id: string): Promise<boolean> {
    return (await this.rows.delete({ organizationId, id })).affected === 1;
  }
}
