import { priceUsage } from './price-usage';

const perMillion = (amountMicroUsd: number) => ({ amountMicroUsd, perQuantity: 1_000_000 });
const perMinuteOfAudio = (amountMicroUsd: number) => ({ amountMicroUsd, perQuantity: 60_000 });

describe('priceUsage', () => {
  it.each([
    ['nothing costs nothing', 0, perMillion(150_000), 0],
    ['a million tokens at $0.15', 1_000_000, perMillion(150_000), 150_000],
    ['1,234 tokens at $0.15 a million (185.1)', 1_234, perMillion(150_000), 185],
    ['half a micro-dollar rounds up', 5, perMillion(100_000), 1],
    ['less than half rounds down', 4, perMillion(100_000), 0],
    ['a minute of audio at $0.0065', 60_000, perMinuteOfAudio(6_500), 6_500],
    ['a second of audio at $0.0065 (108.33)', 1_000, perMinuteOfAudio(6_500), 108],
    ['part of a millisecond counts as one', 0.2, { amountMicroUsd: 7, perQuantity: 1 }, 7],
    ['a built-in voice', 5_000, perMillion(0), 0],
    [
      'more than 2^53 in between stays exact',
      9_007_199_254_741,
      perMillion(50_000_000),
      450_359_962_737_050,
    ],
  ])('%s', (_name, quantity, price, expected) => {
    expect(priceUsage(quantity, price)).toBe(expected);
  });

  it('says unknown, not zero, without a price', () => {
    expect(priceUsage(100, undefined)).toBeNull();
    expect(priceUsage(0, undefined)).toBeNull();
  });

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('refuses %p units', (quantity) => {
    expect(() => priceUsage(quantity, perMillion(1))).toThrow(RangeError);
  });
});
