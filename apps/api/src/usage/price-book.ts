import type { UnitPrice } from './price-usage';

export type Price = UnitPrice & {
  id: string;
  /** The organization's own, e.g. by its contract; those that come with the service are not. */
  own: boolean;
  provider: string;
  model: string;
  unit: string;
  validFrom: Date | null;
  validTo: Date | null;
};

export type PriceQuery = { provider: string; model: string; unit: string; at: Date };

const DATED_SNAPSHOT = /-\d{4}-\d{2}-\d{2}$/;
const EVERY_MODEL = '*';

/**
 * The line of the book that was valid then. An organization's own price goes before every other. A model's own name goes before the name without its
 * snapshot date, that before the longest beginning that fits; of two that fit, the later one wins.
 */
export const findPrice = (book: readonly Price[], query: PriceQuery): Price | undefined =>
  fitting(
    book.filter(({ own }) => own),
    query,
  ) ??
  fitting(
    book.filter(({ own }) => !own),
    query,
  );

const fitting = (book: readonly Price[], query: PriceQuery): Price | undefined =>
  book
    .filter((price) => price.provider === query.provider && price.unit === query.unit)
    .filter((price) => isValidAt(price, query.at))
    .map((price) => ({ price, fit: fitOf(price.model, query.model) }))
    .filter(({ fit }) => fit > 0)
    .sort((a, b) => b.fit - a.fit || startOf(b.price) - startOf(a.price))[0]?.price;

const isValidAt = (price: Price, at: Date): boolean =>
  (price.validFrom === null || price.validFrom <= at) &&
  (price.validTo === null || at < price.validTo);

const startOf = (price: Price): number => price.validFrom?.getTime() ?? Number.MIN_SAFE_INTEGER;

/** Higher fits better, 0 not at all. */
const fitOf = (priced: string, used: string): number => {
  if (priced === used) return Number.MAX_SAFE_INTEGER;
  if (priced === used.replace(DATED_SNAPSHOT, '')) return Number.MAX_SAFE_INTEGER - 1;
  if (!priced.endsWith(EVERY_MODEL)) return 0;
  return used.startsWith(priced.slice(0, -1)) ? priced.length : 0;
};
