import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { QueryFailedError, Repository } from 'typeorm';
import type { Transaction } from '../../auth/accounts.service';
import { PriceEntity } from '../price.entity';
import type { Period } from './price-period';
import type { ListPrices } from './prices.schemas';

export type PriceRow = PriceEntity & { used: boolean };
export type NewPrice = Omit<PriceEntity, 'id' | 'organizationId' | 'createdAt'>;
export type PriceKey = Pick<PriceEntity, 'provider' | 'model' | 'unit'>;
export type PricePosition = Record<keyof PriceKey, string> & {
  shipped: boolean;
  validFrom: string | null;
  id: string;
};
export type PriceFilter = Pick<ListPrices, 'provider' | 'model' | 'unit' | 'whose' | 'state'> & {
  now: Date;
  at?: Date;
  limit: number;
  after?: PricePosition;
};

const OVERLAP = '23P01';
const USED = 'EXISTS (SELECT FROM usage_records record WHERE record.price_id = price.id)';
/** Like things together, an own price before the one it stands in for, the earliest first. */
const ORDER = [
  'price.provider',
  'price.model',
  'price.unit',
  '(price.organization_id IS NULL)',
  `coalesce(price.valid_from, '-infinity')`,
  'price.id',
];

/** The book as people read and change it. Nobody sees or changes another organization's prices. */
@Injectable()
export class PriceBookRepository {
  constructor(@InjectRepository(PriceEntity) private readonly rows: Repository<PriceEntity>) {}

  async page(organizationId: string, filter: PriceFilter): Promise<PriceRow[]> {
    const { provider, model, unit, whose, state, now, at, after, limit } = filter;
    const query = this.rows
      .createQueryBuilder('price')
      .addSelect(USED, 'used')
      .where('(price.organization_id = :organizationId OR price.organization_id IS NULL)', {
        organizationId,
      });
    if (provider) query.andWhere('price.provider = :provider', { provider });
    if (model) query.andWhere('position(lower(:model) IN lower(price.model)) > 0', { model });
    if (unit) query.andWhere('price.unit = :unit', { unit });
    if (whose === 'own') query.andWhere('price.organization_id IS NOT NULL');
    if (whose === 'shipped') query.andWhere('price.organization_id IS NULL');
    if (at) {
      query.andWhere('tstzrange(price.valid_from, price.valid_to) @> CAST(:at AS timestamptz)', {
        at,
      });
    }
    if (state === 'past') query.andWhere('price.valid_to <= :now', { now });
    if (state === 'future') query.andWhere('price.valid_from > :now', { now });
    if (state === 'current') {
      query.andWhere('tstzrange(price.valid_from, price.valid_to) @> CAST(:now AS timestamptz)', {
        now,
      });
    }
    if (after) {
      query.andWhere(
        `(${ORDER.join(', ')}) > (:afterProvider, :afterModel, :afterUnit, CAST(:shipped AS boolean),
          coalesce(CAST(:validFrom AS timestamptz), '-infinity'), CAST(:id AS uuid))`,
        {
          afterProvider: after.provider,
          afterModel: after.model,
          afterUnit: after.unit,
          shipped: after.shipped,
          validFrom: after.validFrom,
          id: after.id,
        },
      );
    }
    ORDER.forEach((column) => query.addOrderBy(column, 'ASC'));
    const { entities, raw } = await query.limit(limit).getRawAndEntities<{ used: boolean }>();
    return entities.map((entity, index) => ({ ...entity, used: raw[index]?.used ?? false }));
  }

  /** Those with any price that holds for the organization, by name. */
  async listProviders(organizationId: string): Promise<string[]> {
    const rows = await this.rows.query<{ provider: string }[]>(
      `SELECT DISTINCT provider FROM prices
       WHERE organization_id = $1 OR organization_id IS NULL ORDER BY provider`,
      [organizationId],
    );
    return rows.map(({ provider }) => provider);
  }

  /** Also one that came with the service. */
  async find(
    organizationId: string,
    id: string,
    transaction: Transaction = this.rows.manager,
  ): Promise<PriceRow | undefined> {
    const query = transaction
      .createQueryBuilder(PriceEntity, 'price')
      .addSelect(USED, 'used')
      .where('price.id = :id', { id })
      .andWhere('(price.organization_id = :organizationId OR price.organization_id IS NULL)', {
        organizationId,
      });
    const { entities, raw } = await query.getRawAndEntities<{ used: boolean }>();
    return entities[0] && { ...entities[0], used: raw[0]?.used ?? false };
  }

  async listOwn(
    organizationId: string,
    transaction: Transaction = this.rows.manager,
  ): Promise<PriceEntity[]> {
    return transaction.findBy(PriceEntity, { organizationId });
  }

  /** One price after the other: nothing is priced with it and nobody changes it meanwhile. */
  async lock(organizationId: string, id: string, transaction: Transaction): Promise<void> {
    await transaction.query(
      'SELECT 1 FROM prices WHERE organization_id = $1 AND id = $2 FOR UPDATE',
      [organizationId, id],
    );
  }

  /** Of an own price, when something was last priced with it. */
  async lastUse(id: string, transaction: Transaction): Promise<Date | null> {
    const [row] = await transaction.query<{ at: Date | null }[]>(
      'SELECT max(occurred_at) AS at FROM usage_records WHERE price_id = $1',
      [id],
    );
    return row?.at ?? null;
  }

  async findOverlap(
    organizationId: string,
    { provider, model, unit, validFrom, validTo }: PriceKey & Period,
    { exceptId }: { exceptId?: string } = {},
    transaction: Transaction = this.rows.manager,
  ): Promise<PriceEntity | undefined> {
    const query = transaction
      .createQueryBuilder(PriceEntity, 'price')
      .where({ organizationId, provider, model, unit })
      .andWhere(
        `tstzrange(price.valid_from, price.valid_to) &&
         tstzrange(CAST(:validFrom AS timestamptz), CAST(:validTo AS timestamptz))`,
        { validFrom, validTo },
      );
    if (exceptId) query.andWhere('price.id <> :exceptId', { exceptId });
    return (await query.orderBy('price.valid_from', 'ASC', 'NULLS FIRST').getOne()) ?? undefined;
  }

  async insert(
    organizationId: string,
    prices: readonly (NewPrice & { id: string })[],
    transaction: Transaction,
  ): Promise<void> {
    await transaction
      .createQueryBuilder()
      .insert()
      .into(PriceEntity)
      .values(prices.map((price) => ({ ...price, organizationId })))
      .execute();
  }

  async update(
    organizationId: string,
    id: string,
    change: Partial<NewPrice>,
    transaction: Transaction,
  ): Promise<void> {
    await transaction.update(PriceEntity, { organizationId, id }, change);
  }

  async delete(organizationId: string, id: string, transaction: Transaction): Promise<void> {
    await transaction.delete(PriceEntity, { organizationId, id });
  }

  /** `overlap` where somebody else has written a price for the same time meanwhile. */
  async transaction<Result>(
    work: (transaction: Transaction) => Promise<Result>,
  ): Promise<Result | 'overlap'> {
    try {
      return await this.rows.manager.transaction(work);
    } catch (error) {
      if (isOverlap(error)) return 'overlap';
      throw error;
    }
  }
}

const isOverlap = (error: unknown): boolean =>
  error instanceof QueryFailedError && (error.driverError as { code?: string }).code === OVERLAP;
