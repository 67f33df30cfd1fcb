/** Fractions of a cent stay visible: a practice minute costs about as much. */
export const moneyOf = (microUsd: number): string => {
  const dollars = microUsd / 1_000_000;
  const digits = dollars !== 0 && Math.abs(dollars) < 0.1 ? 4 : 2;
  return `$${dollars.toFixed(digits)}`;
};

/** For charts and sums: "$0.0021", "$1.23", and no cents from a thousand dollars on: "$1,235". */
export const roundMoneyOf = (microUsd: number): string => {
  const dollars = microUsd / 1_000_000;
  const size = Math.abs(dollars);
  const digits = size === 0 || size >= 1_000 ? 0 : size < 0.1 ? 4 : 2;
  return `$${dollars.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })}`;
};

/** Whole cents, with commas: what a month costs. */
export const dollarsOf = (microUsd: number): string =>
  (microUsd / 1_000_000).toLocaleString('en-US', { style: 'currency', currency: 'USD' });

/** What somebody typed as dollars, in millionths; undefined for what is none or finer than that. */
export const typedMicroUsd = (text: string): number | undefined => {
  const plain = text.trim().replace(/^\$/, '').replace(',', '.');
  if (!/^\d{1,9}(\.\d{0,6})?$/.test(plain)) {
    return undefined;
  }
  return Math.round(Number(plain) * 1_000_000);
};

/** Exact, to be put into a field: "0.15", "0.000195". */
export const exactUsd = (microUsd: number): string =>
  (microUsd / 1_000_000).toFixed(6).replace(/0{1,4}$/, '');
