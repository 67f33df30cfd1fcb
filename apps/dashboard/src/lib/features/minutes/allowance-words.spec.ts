import { allowanceWords } from './allowance-words';

describe('an allowance', () => {
  it.each([
    [false, null, 'what is left ends with the month.'],
    [true, null, 'what is left is carried over.'],
    [true, 1_200_000, 'up to 20 min is carried over.'],
  ])('with roll-over %s up to %s reads "%s"', (rollOver, rollOverCapMs, rest) => {
    const nextAt = '2026-12-01T12:00:00Z';
    const words = allowanceWords(
      { monthlyMs: 3_600_000, rollOver, rollOverCapMs, nextAt },
      'en-GB',
    );
    expect(words).toBe(`60 min each month, next on 1 Dec 2026; ${rest}`);
  });
});
