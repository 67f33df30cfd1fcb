import { isAbsurd, isInOrder, momentOf, overlaps, stateAt } from './price-period';

const day = (text: string | null) => (text === null ? null : new Date(`${text}T00:00:00Z`));
type Ends = [string | null, string | null];
const period = (from: string | null, to: string | null) => ({
  validFrom: day(from),
  validTo: day(to),
});

describe('when prices hold', () => {
  it.each([
    ['one after the other', ['2026-01-01', '2026-02-01'], ['2026-02-01', null], false],
    ['a day in common', ['2026-01-01', '2026-02-02'], ['2026-02-01', null], true],
    ['one within the other', [null, null], ['2026-02-01', '2026-03-01'], true],
    ['both since ever', [null, '2026-01-01'], [null, '2025-01-01'], true],
    ['far apart', ['2026-01-01', '2026-02-01'], ['2027-01-01', '2027-02-01'], false],
  ] as [string, Ends, Ends, boolean][])(
    'tells whether two overlap: %s',
    (_name, a, b, expected) => {
      expect(overlaps(period(...a), period(...b))).toBe(expected);
      expect(overlaps(period(...b), period(...a))).toBe(expected);
    },
  );

  it.each([
    ['2025-12-31', 'future'],
    ['2026-01-01', 'current'],
    ['2026-01-31', 'current'],
    ['2026-02-01', 'past'],
  ] as const)('on %s it is %s', (now, state) => {
    expect(stateAt(period('2026-01-01', '2026-02-01'), day(now) as Date)).toBe(state);
  });

  it('knows a period that ends before it begins, or at once', () => {
    expect(isInOrder(period('2026-02-01', '2026-01-01'))).toBe(false);
    expect(isInOrder(period('2026-02-01', '2026-02-01'))).toBe(false);
    expect(isInOrder(period(null, '2026-02-01'))).toBe(true);
  });

  it.each([
    ['2026-03-30', 'Europe/Berlin', '2026-03-29T22:00:00.000Z'],
    ['2026-11-01', 'America/New_York', '2026-11-01T04:00:00.000Z'],
    ['2026-11-01T09:00:00+02:00', 'America/New_York', '2026-11-01T07:00:00.000Z'],
  ])('takes %s in %s for %s', (written, timeZone, moment) => {
    expect(momentOf(written, timeZone).toISOString()).toBe(moment);
  });

  it('refuses more than a thousand dollars for one unit, not for a million', () => {
    expect(isAbsurd({ amountMicroUsd: 1_000_000_001, perQuantity: 1 })).toBe(true);
    expect(isAbsurd({ amountMicroUsd: 1_000_000_000, perQuantity: 1 })).toBe(false);
    expect(isAbsurd({ amountMicroUsd: 90_000_000, perQuantity: 1_000_000 })).toBe(false);
  });
});
