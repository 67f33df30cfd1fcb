import { momentOf, nextDue, periodBefore } from './due-time';

const BERLIN = 'Europe/Berlin';

describe('The hour of a day', () => {
  it.each([
    ['in winter', '2026-01-15', 8, '2026-01-15T07:00:00.000Z'],
    ['in summer', '2026-07-15', 8, '2026-07-15T06:00:00.000Z'],
    ['that spring leaves out is the one after it', '2026-03-29', 2, '2026-03-29T01:00:00.000Z'],
    ['after the one left out', '2026-03-29', 8, '2026-03-29T06:00:00.000Z'],
    ['that autumn has twice is the first', '2026-10-25', 2, '2026-10-25T00:00:00.000Z'],
    ['before midnight UTC', '2026-07-15', 0, '2026-07-14T22:00:00.000Z'],
  ])('%s', (_name, day, hour, moment) => {
    expect(momentOf(day, hour, BERLIN).toISOString()).toBe(moment);
  });

  it('is right far from Greenwich', () => {
    expect(momentOf('2026-12-01', 9, 'Pacific/Kiritimati').toISOString()).toBe(
      '2026-11-30T19:00:00.000Z',
    );
  });
});

describe('The next time', () => {
  const weekly = { rhythm: 'weekly', onDay: 1, atHour: 8 } as const;
  const monthly = { rhythm: 'monthly', onDay: 1, atHour: 7 } as const;

  it.each([
    ['later today', weekly, '2026-11-23T06:59:00Z', '2026-11-23T07:00:00.000Z'],
    ['never the moment itself', weekly, '2026-11-23T07:00:00Z', '2026-11-30T07:00:00.000Z'],
    ['over the change to summer', weekly, '2026-03-23T07:00:00Z', '2026-03-30T06:00:00.000Z'],
    ['over the change to winter', weekly, '2026-10-19T06:00:00Z', '2026-10-26T07:00:00.000Z'],
    ['next month', monthly, '2026-01-31T12:00:00Z', '2026-02-01T06:00:00.000Z'],
    ['next year', monthly, '2026-12-01T06:00:00Z', '2027-01-01T06:00:00.000Z'],
  ])('is %s', (_name, rhythm, after, due) => {
    expect(nextDue(rhythm, new Date(after), BERLIN).toISOString()).toBe(due);
  });

  it('comes exactly once a week for ten years', () => {
    let at = new Date('2026-01-01T00:00:00Z');
    for (let week = 0; week < 520; week += 1) {
      const next = nextDue({ rhythm: 'weekly', onDay: 7, atHour: 2 }, at, BERLIN);
      if (week > 0) {
        const days = (next.getTime() - at.getTime()) / 86_400_000;
        expect(Math.abs(days - 7)).toBeLessThan(0.1);
      }
      at = next;
    }
  });
});

describe('What a mail is about', () => {
  it.each([
    ['weekly', '2026-11-23T07:00:00Z', '2026-11-16', '2026-11-22'],
    ['monthly', '2026-03-15T07:00:00Z', '2026-02-01', '2026-02-28'],
    ['monthly', '2026-12-31T23:30:00Z', '2026-12-01', '2026-12-31'],
  ] as const)('is, %s and due at %s, from %s to %s', (rhythm, due, from, to) => {
    expect(periodBefore({ rhythm }, new Date(due), BERLIN)).toEqual({ from, to });
  });
});
