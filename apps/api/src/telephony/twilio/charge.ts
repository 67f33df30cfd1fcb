/** What Twilio charged: null until it has worked that out, which may take it days. */
export type Charge = { charge: { microUsd: number } | { currency: string } | null };

/** Twilio writes what it takes as a negative number of up to five decimals. */
export const chargeOf = ({
  price,
  priceUnit,
}: {
  price: string | null;
  priceUnit: string | null;
}): Charge => {
  if (price === null || price === '') return { charge: null };
  const amount = Number(price);
  if (!Number.isFinite(amount)) return { charge: null };
  // Nothing is nothing in every currency.
  if (amount === 0) return { charge: { microUsd: 0 } };
  const currency = (priceUnit ?? 'USD').toUpperCase();
  if (currency !== 'USD') return { charge: { currency: currency.slice(0, 10) } };
  return { charge: { microUsd: Math.max(0, Math.round(-amount * 1_000_000)) } };
};
