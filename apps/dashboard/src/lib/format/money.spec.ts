import { dollarsOf, exactUsd, typedMicroUsd } from './money';

describe('money', () => {
  it.each([
    ['0.15', 150_000],
    ['$12', 12_000_000],
    ['0,0085', 8_500],
    [' 1. ', 1_000_000],
    ['0.000195', 195],
    ['0.0000001', undefined],
    ['-1', undefined],
    ['1e3', undefined],
    ['', undefined],
  ])('reads %p as %p', (text, microUsd) => {
    expect(typedMicroUsd(text)).toBe(microUsd);
  });

  it('writes whole cents, and exactly where that is wanted', () => {
    expect(dollarsOf(1_234_567_890)).toBe('$1,234.57');
    expect([exactUsd(150_000), exactUsd(195), exactUsd(20_000_000)]).toEqual([
      '0.15',
      '0.000195',
      '20.00',
    ]);
  });
});
