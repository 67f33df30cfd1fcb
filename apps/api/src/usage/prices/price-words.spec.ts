import { amountInWords, microUsdOf, periodInWords, usdOf } from './price-words';

describe('prices in words', () => {
  it.each([
    [150_000, 1_000_000, '$0.15 for 1,000,000'],
    [8_500, 1, '$0.0085'],
    [195, 1000, '$0.000195 for 1,000'],
    [0, 1, '$0.00'],
    [20_000_000, 1, '$20.00'],
  ])('says %p for %p as %s', (amountMicroUsd, perQuantity, words) => {
    expect(amountInWords({ amountMicroUsd, perQuantity })).toBe(words);
  });

  it.each([
    ['0.15', 150_000],
    ['8', 8_000_000],
    ['0.000001', 1],
    ['123456789.999999', 123_456_789_999_999],
    ['0.0000001', undefined],
    ['0,15', undefined],
    ['-1', undefined],
    ['1e3', undefined],
    ['$1', undefined],
    ['', undefined],
    ['.5', undefined],
  ])('reads %p as %p', (written, microUsd) => {
    expect(microUsdOf(written)).toBe(microUsd);
    if (microUsd !== undefined) expect(microUsdOf(usdOf(microUsd))).toBe(microUsd);
  });

  it('says when a price holds', () => {
    const newYear = new Date('2027-01-01T00:00:00Z');
    expect(periodInWords({ validFrom: null, validTo: newYear })).toBe(
      'since ever until 2027-01-01 00:00 UTC',
    );
    expect(periodInWords({ validFrom: newYear, validTo: null })).toBe(
      'from 2027-01-01 00:00 UTC until further notice',
    );
  });
});
