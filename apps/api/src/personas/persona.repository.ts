import type { Mode, PersonaCard, PersonaDefinition } from '@sparline/personas';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository, type SelectQueryBuilder } from 'typeorm';
import { PersonaEntity } from './persona.entity';

export type PersonaFilter = {
  q?: string;
  mode?: Mode;
  sort: 'name' | '-updatedAt';
  limit: number;
  after?: { value: string; id: string };
};

/** Nobody chooses by name among more. */
const MOST_CARDS = 500;

const SORTS = {
  name: { column: 'lower(persona.name)', value: 'lower(:value)', direction: 'ASC', compare: '>' },
  '-updatedAt': {
    column: 'persona.updated_at',
    value: 'CAST(:value AS timestamptz)',
    direction: 'DESC',
    compare: '<',
  },
} as const;

@Injectable()
export class PersonaRepository {
  constructor(@InjectRepository(PersonaEntity) private readonly rows: Repository<PersonaEntity>) {}

  async page(organizationId: string, filter: PersonaFilter): Promise<PersonaEntity[]> {
    const { column, value, direction, compare } = SORTS[filter.sort];
    const query = this.existing(organizationId);
    if (filter.mode) query.andWhere('persona.mode = :mode', { mode: filter.mode });
    if (filter.q) {
      query.andWhere(
        `(persona.name || ' ' || (persona.definition->>'title') || ' ' || (persona.definition->>'tagline')) ILIKE :like`,
        { like: `%${filter.q.replaceAll(/[\\%_]/g, '\\$&')}%` },
      );
    }
    if (filter.after) {
      query.andWhere(
        `(${column}, persona.id) ${compare} (${value}, CAST(:id AS uuid))`,
        filter.after,
      );
    }
    return query
      .orderBy(column, direction)
      .addOrderBy('persona.id', direction)
      .limit(filter.limit)
      .getMany();
  }

  async find(organizationId: string, id: string): Promise<PersonaEntity | undefined> {
    return (
      (await this.existing(organizationId).andWhere('persona.id = :id', { id }).getOne()) ??
      undefined
    );
  }

  async cards(organizationId: string): Promise<PersonaCard[]> {
    return this.existing(organizationId)
      .select('persona.id', 'key')
      .addSelect('persona.name', 'name')
      .addSelect(`persona.definition->>'title'`, 'title')
      .addSelect('persona.mode', 'mode')
      .orderBy('lower(persona.name)')
      .limit(MOST_CARDS)
      .getRawMany<PersonaCard>();
  }

  async idsByKey(organizationId: string): Promise<Map<string, string>> {
    const rows = await this.rows
      .createQueryBuilder('persona')
      .select(['persona.id', 'persona.builtInKey'])
      .where('persona.organization_id = :organizationId', { organizationId })
      .andWhere('persona.built_in_key IS NOT NULL')
      .getMany();
    return new Map(rows.map((row) => [row.builtInKey ?? '', row.id]));
  }

  async insert(
    organizationId: string,
    row: {
      id: string;
      builtInKey: string | null;
      definition: PersonaDefinition;
      createdBy: string | null;
    },
  ): Promise<void> {
    await this.rows.manager.transaction(async (manager) => {
      await manager.query(
        `INSERT INTO personas (organization_id, id, built_in_key, version, name, mode, definition)
         VALUES ($1, $2, $3, 1, $4, $5, $6)`,
        [
          organizationId,
          row.id,
          row.builtInKey,
          row.definition.name,
          row.definition.mode,
          row.definition,
        ],
      );
      await manager.query(
        `INSERT INTO persona_versions (organization_id, persona_id, version, definition, created_by)
         VALUES ($1, $2, 1, $3, $4)`,
        [organizationId, row.id, row.definition, row.createdBy],
      );
    });
  }

  /** Writes the next version, unless another one came between: then false. */
  async saveVersion(
    organizationId: string,
    change: { id: string; from: number; definition: PersonaDefinition; createdBy: string },
  ): Promise<boolean> {
    return this.rows.manager.transaction(async (manager) => {
      const saved = await manager
        .createQueryBuilder()
        .update(PersonaEntity)
        .set({
          version: change.from + 1,
          name: change.definition.name,
          mode: change.definition.mode,
          definition: () => ':definition',
          updatedAt: () => 'now()',
        })
        .setParameter('definition', JSON.stringify(change.definition))
        .where('organization_id = :organizationId AND id = :id AND version = :from', {
          organizationId,
          id: change.id,
          from: change.from,
        })
        .execute();
      if (saved.affected !== 1) return false;
      await manager.query(
        `INSERT INTO persona_versions (organization_id, persona_id, version, definition, created_by)
         VALUES ($1, $2, $3, $4, $5)`,
        [organizationId, change.id, change.from + 1, change.definition, change.createdBy],
      );
      return true;
    });
  }

  async markDeleted(organizationId: string, id: string): Promise<boolean> {
    const result = await this.rows
      .createQueryBuilder()
      .update()
      .set({ deletedAt: () => 'now()' })
      .where('organization_id = :organizationId AND id = :id AND deleted_at IS NULL', {
        organizationId,
        id,
      })
      .execute();
    return result.affected === 1;
  }

  private existing(organizationId: string): SelectQueryBuilder<PersonaEntity> {
    return this.rows
      .createQueryBuilder('persona')
      .where('persona.organization_id = :organizationId', { organizationId })
      .andWhere('persona.deleted_at IS NULL');
  }
}
