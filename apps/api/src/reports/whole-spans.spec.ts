import { mondayOf, stretchesOf, wholeSpans } from './whole-spans';

describe('The spans that stand in for days', () => {
  it.each([
    ['2026-11-23', '2026-11-23'],
    ['2026-11-29', '2026-11-23'],
    ['2026-03-01', '2026-02-23'],
  ])('puts %s into the week of %s', (day, monday) => {
    expect(mondayOf(day)).toBe(monday);
  });

  it.each([
    ['month', '2026-01-01', '2026-12-31', '2026-01-01', '2027-01-01'],
    ['month', '2026-01-02', '2026-03-30', '2026-02-01', '2026-03-01'],
    ['month', '2026-01-31', '2026-02-28', '2026-02-01', '2026-03-01'],
    ['month', '2025-12-15', '2026-01-31', '2026-01-01', '2026-02-01'],
    ['week', '2026-11-23', '2026-11-29', '2026-11-23', '2026-11-30'],
    ['week', '2026-11-24', '2026-12-07', '2026-11-30', '2026-12-07'],
    ['day', '2026-11-24', '2026-11-24', '2026-11-24', '2026-11-25'],
  ] as const)('takes each %s from %s to %s from %s until %s', (span, from, to, first, after) => {
    expect(wholeSpans(span, { from, to })).toEqual({ span, first, after });
  });

  it.each([
    ['month', '2026-01-02', '2026-01-31'],
    ['month', '2026-01-15', '2026-02-14'],
    ['month', '2026-02-01', '2026-02-27'],
    ['week', '2026-11-24', '2026-12-05'],
  ] as const)('finds no whole %s from %s to %s', (span, from, to) => {
    expect(wholeSpans(span, { from, to })).toBeUndefined();
  });

  it.each([
    ['2025-11-26', '2026-11-25'],
    ['2026-01-01', '2026-12-31'],
    ['2026-02-27', '2026-03-02'],
    ['2026-03-02', '2026-03-08'],
    ['2026-05-05', '2026-05-05'],
  ])('covers every day from %s to %s once', (from, to) => {
    const covered = stretchesOf({ from, to }, ['month', 'week', 'day'])
      .map(({ first, after }) => [first, after] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    expect(covered[0]?.[0]).toBe(from);
    for (const [at, [first]] of covered.slice(1).entries()) expect(first).toBe(covered[at]?.[1]);
    expect(
      new Date(Date.parse(covered.at(-1)?.[1] ?? '') - 86_400_000).toISOString().slice(0, 10),
    ).toBe(to);
  });
});
