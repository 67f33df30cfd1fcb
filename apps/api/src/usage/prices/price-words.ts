import type { UnitPrice } from '../price-usage';

/** `$0.15 for 1,000,000`, exact to the millionth. */
export const amountInWords = ({ amountMicroUsd, perQuantity }: UnitPrice): string => {
  const per = perQuantity === 1 ? '' : ` for ${perQuantity.toLocaleString('en-US')}`;
  return `$${usdOf(amountMicroUsd)}${per}`;
};

/** Exact, without noughts at the end but with cents. */
export const usdOf = (microUsd: number): string => {
  const exact = (microUsd / 1_000_000).toFixed(6);
  return exact.replace(/0{1,4}$/, '');
};

/** Of a decimal number as people write it; undefined for what is none or finer than a millionth. */
export const microUsdOf = (written: string): number | undefined => {
  if (!/^\d{1,9}(?:\.\d{1,6})?$/.test(written)) return undefined;
  const [whole = '0', fraction = ''] = written.split('.');
  return Number(whole) * 1_000_000 + Number(fraction.padEnd(6, '0'));
};

export const periodInWords = (period: { validFrom: Date | null; validTo: Date | null }): string => {
  const { validFrom, validTo } = period;
  const from = validFrom ? `from ${momentInWords(validFrom)}` : 'since ever';
  return `${from} ${validTo ? `until ${momentInWords(validTo)}` : 'until further notice'}`;
};

const momentInWords = (moment: Date): string =>
  moment
    .toISOString()
    .replace(/:00\.000Z$/, ' UTC')
    .replace('T', ' ');
