import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, Repository } from 'typeorm';
import { OrganizationEntity } from './organization.entity';

/** Any fixed number does, as long as nothing else locks the same one. */
const FIRST_RUN_LOCK = 7_214_001;

@Injectable()
export class OrganizationRepository {
  constructor(
    @InjectRepository(OrganizationEntity) private readonly rows: Repository<OrganizationEntity>,
  ) {}

  async find(organizationId: string): Promise<OrganizationEntity | undefined> {
    return (await this.rows.findOneBy({ id: organizationId })) ?? undefined;
  }

  async findFirst(): Promise<OrganizationEntity | undefined> {
    const [row] = await this.rows.find({ order: { createdAt: 'ASC', id: 'ASC' }, take: 1 });
    return row;
  }

  async listIds(): Promise<string[]> {
    const rows = await this.rows.find({ select: { id: true }, order: { id: 'ASC' } });
    return rows.map(({ id }) => id);
  }

  async update(
    organizationId: string,
    change: { name: string; timeZone: string },
  ): Promise<boolean> {
    return (await this.rows.update({ id: organizationId }, change)).affected === 1;
  }

  /** The first organization there is, else a new one filled by `fill`; two processes never make two. */
  async findOrCreateFirst(
    name: string,
    fill: (organizationId: string, transaction: EntityManager) => Promise<void>,
  ): Promise<{ organizationId: string; created: boolean }> {
    return this.rows.manager.transaction(async (manager) => {
      await manager.query('SELECT pg_advisory_xact_lock($1)', [FIRST_RUN_LOCK]);
      const [existing] = await manager.find(OrganizationEntity, {
        order: { createdAt: 'ASC', id: 'ASC' },
        take: 1,
      });
      if (existing) return { organizationId: existing.id, created: false };
      const [row] = await manager.query<{ id: string }[]>(
        'INSERT INTO organizations (name) VALUES ($1) RETURNING id',
        [name],
      );
      if (!row) throw new Error('An insert returned no row');
      await fill(row.id, manager);
      return { organizationId: row.id, created: true };
    });
  }
}
