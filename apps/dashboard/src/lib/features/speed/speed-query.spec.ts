import { speedQueryOf } from './speed-query';

const NOW = new Date(2026, 2, 1, 9, 0);
const at = (search: string) => new URL(`/reports/speed${search}`, 'http://localhost');

describe('what the address of the speed page asks for', () => {
  it.each([
    ['', '2026-01-31', '2026-03-01', '30'],
    ['?days=7', '2026-02-23', '2026-03-01', '7'],
    ['?days=1000', '2026-01-31', '2026-03-01', '30'],
    ['?from=2026-02-30', '2026-01-31', '2026-03-01', '30'],
    ['?days=7&from=2026-02-01', '2026-02-01', undefined, undefined],
    ['?from=2026-02-09&to=2026-02-01', '2026-02-01', '2026-02-09', undefined],
    ['?to=2026-02-01', undefined, '2026-02-01', undefined],
  ])('%j means the days from %s to %s', (search, from, to, days) => {
    expect(speedQueryOf(at(search), NOW)).toMatchObject({ from, to, days });
  });

  it.each([
    ['', 'provider'],
    ['?groupBy=mode', 'mode'],
    ['?groupBy=planet', 'provider'],
  ])('%j groups by %s', (search, groupBy) => {
    expect(speedQueryOf(at(search), NOW).groupBy).toBe(groupBy);
  });
});
