import type { PriceEntity } from '../price.entity';
import type { PriceRow } from './price-book.repository';
import { stateAt } from './price-period';
import type { Price } from './prices.schemas';

/** A line of the book as the API tells it. */
export const toPrice = (row: PriceRow, now: Date): Price => ({
  id: row.id,
  own: row.organizationId !== null,
  provider: row.provider,
  model: row.model,
  unit: row.unit,
  amountMicroUsd: row.amountMicroUsd,
  perQuantity: row.perQuantity,
  validFrom: row.validFrom?.toISOString() ?? null,
  validTo: row.validTo?.toISOString() ?? null,
  state: stateAt(row, now),
  source: row.source,
  sourceDate: row.sourceDate,
  used: row.used,
});

/** Whether two lines say the same. */
export const isSamePrice = (a: Pick<PriceEntity, Said>, b: Pick<PriceEntity, Said>): boolean =>
  a.validFrom?.getTime() === b.validFrom?.getTime() &&
  a.validTo?.getTime() === b.validTo?.getTime() &&
  a.provider === b.provider &&
  a.model === b.model &&
  a.unit === b.unit &&
  // $0.15 for a million is $0.30 for two.
  BigInt(a.amountMicroUsd) * BigInt(b.perQuantity) ===
    BigInt(b.amountMicroUsd) * BigInt(a.perQuantity);

type Said =
  'provider' | 'model' | 'unit' | 'amountMicroUsd' | 'perQuantity' | 'validFrom' | 'validTo';
