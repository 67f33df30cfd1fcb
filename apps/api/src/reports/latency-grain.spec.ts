import { grainFor, wholeMonths } from './latency-grain';

describe('The roll-up of latencies that answers a question', () => {
  it.each([
    ['provider', {}, 'all'],
    ['day', {}, 'all'],
    ['mode', {}, 'held'],
    ['provider', { engine: 'realtime' }, 'held'],
    ['persona', {}, 'persona'],
    ['day', { persona: 'p' }, 'persona'],
    ['persona', { mode: 'interview' }, undefined],
    ['provider', { member: 'm' }, undefined],
  ] as const)('by %s with %j is %s', (by, filters, grain) => {
    expect(grainFor({ by, filters })).toBe(grain);
  });

  it.each([
    ['2026-01-01', '2026-12-31', '2026-01-01', '2027-01-01'],
    ['2026-01-02', '2026-03-30', '2026-02-01', '2026-03-01'],
    ['2026-01-31', '2026-02-28', '2026-02-01', '2026-03-01'],
    ['2025-12-15', '2026-01-31', '2026-01-01', '2026-02-01'],
  ])('from %s to %s takes the months from %s until %s', (from, to, first, after) => {
    expect(wholeMonths({ from, to })).toEqual({ first, after });
  });

  it.each([
    ['2026-01-02', '2026-01-31'],
    ['2026-01-15', '2026-02-14'],
    ['2026-02-01', '2026-02-27'],
  ])('from %s to %s takes days alone', (from, to) => {
    expect(wholeMonths({ from, to })).toBeUndefined();
  });
});
