/** So many micro-dollars for so many units: exact where a price per unit would be a fraction. */
export type UnitPrice = { amountMicroUsd: number; perQuantity: number };

/**
 * What `quantity` units cost, in whole micro-dollars, half a micro-dollar rounded up.
 *
 * Each ledger line is rounded once, on its own, so a total is off by at most half a micro-dollar a
 * line. Quantities are counted in whole units: a fraction (half a millisecond of audio) counts as one.
 * Without a price the cost is unknown, which is null and never zero.
 */
export const priceUsage = (quantity: number, price: UnitPrice | undefined): number | null => {
  if (!Number.isFinite(quantity) || quantity < 0) {
    throw new RangeError('A quantity is a number from zero up');
  }
  if (!price) return null;
  const per = BigInt(price.perQuantity);
  const cost = BigInt(Math.ceil(quantity)) * BigInt(price.amountMicroUsd);
  return Number((2n * cost + per) / (2n * per));
};
