/** "$0.0021", "$1.23", "$1,234"; a practised minute costs fractions of a cent. */
export const moneyOf = (microUsd: number): string => {
  const dollars = microUsd / 1_000_000;
  const size = Math.abs(dollars);
  const digits = size === 0 || size >= 1_000 ? 0 : size < 0.1 ? 4 : 2;
  return `$${dollars.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })}`;
};

export const countOf = (value: number): string => Math.round(value).toLocaleString('en-GB');

export const percentOf = (share: number): string => {
  const percent = share * 100;
  return `${percent !== 0 && percent < 10 ? percent.toFixed(1) : Math.round(percent)} %`;
};

/** For axes: "1.2k", "3M". */
export const shortOf = (value: number): string =>
  new Intl.NumberFormat('en-GB', { notation: 'compact', maximumFractionDigits: 1 }).format(value);
