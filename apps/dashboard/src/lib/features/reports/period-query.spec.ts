import { periodQueryOf } from './period-query';

const NOW = new Date(2026, 2, 1, 9, 0);

describe('which days an address asks for', () => {
  it.each([
    ['', '2026-01-31', '2026-03-01', '30'],
    ['?days=7', '2026-02-23', '2026-03-01', '7'],
    ['?days=365', '2025-03-02', '2026-03-01', '365'],
    ['?days=1000', '2026-01-31', '2026-03-01', '30'],
    ['?from=2026-02-30', '2026-01-31', '2026-03-01', '30'],
    ['?days=7&from=2026-02-01', '2026-02-01', undefined, undefined],
    ['?from=2026-02-09&to=2026-02-01', '2026-02-01', '2026-02-09', undefined],
    ['?to=2026-02-01', undefined, '2026-02-01', undefined],
  ])('%j means the days from %s to %s', (search, from, to, days) => {
    const url = new URL(`/reports/cost${search}`, 'http://localhost');
    expect(periodQueryOf(url, NOW)).toEqual({ from, to, days });
  });
});
