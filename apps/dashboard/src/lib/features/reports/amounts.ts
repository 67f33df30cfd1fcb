export const countOf = (value: number): string => Math.round(value).toLocaleString('en-GB');

export const percentOf = (share: number): string => {
  const percent = share * 100;
  return `${percent !== 0 && percent < 10 ? percent.toFixed(1) : Math.round(percent)} %`;
};

/** For axes: "1.2k", "3M". */
export const shortOf = (value: number): string =>
  new Intl.NumberFormat('en-GB', { notation: 'compact', maximumFractionDigits: 1 }).format(value);
