import {
  daysAfter,
  lastDayOfMonth,
  localDayOf,
  monthOf,
  startOfLocalDay,
  weekdayOf,
} from './local-day';

describe('a day in a time zone', () => {
  it.each([
    ['UTC', '2026-11-21', '2026-11-21T00:00:00.000Z'],
    ['Europe/Berlin', '2026-11-21', '2026-11-20T23:00:00.000Z'],
    ['Europe/Berlin', '2026-03-29', '2026-03-28T23:00:00.000Z'],
    ['Europe/Berlin', '2026-03-30', '2026-03-29T22:00:00.000Z'],
    ['Europe/Berlin', '2026-10-26', '2026-10-25T23:00:00.000Z'],
    ['America/Los_Angeles', '2026-11-01', '2026-11-01T07:00:00.000Z'],
    ['Asia/Kathmandu', '2026-01-01', '2025-12-31T18:15:00.000Z'],
    ['Pacific/Kiritimati', '2026-01-01', '2025-12-31T10:00:00.000Z'],
    ['Pacific/Niue', '2026-01-01', '2026-01-01T11:00:00.000Z'],
    // The clock goes from 23:59 to 01:00, then from 24:00 back to 23:00 in autumn.
    ['Asia/Beirut', '2026-03-29', '2026-03-28T22:00:00.000Z'],
    ['America/Havana', '2026-11-01', '2026-11-01T04:00:00.000Z'],
    // This day never was: the country changed sides of the date line.
    ['Pacific/Apia', '2011-12-30', '2011-12-30T10:00:00.000Z'],
  ])('in %s %s begins at %s', (timeZone, day, moment) => {
    expect(startOfLocalDay(timeZone, day).toISOString()).toBe(moment);
  });

  it.each([
    ['Europe/Berlin', '2026-12-31T23:30:00Z', '2027-01-01'],
    ['America/New_York', '2027-01-01T04:59:59Z', '2026-12-31'],
  ])('in %s %s is %s', (timeZone, moment, day) => {
    expect(localDayOf(timeZone, new Date(moment))).toBe(day);
  });

  it('counts in calendar days, whatever the clocks do', () => {
    expect(daysAfter('2026-03-28', 2)).toBe('2026-03-30');
    expect(daysAfter('2026-01-01', -1)).toBe('2025-12-31');
    expect([monthOf('2026-02-17'), lastDayOfMonth('2028-02-17')]).toEqual([
      '2026-02-01',
      '2028-02-29',
    ]);
    expect(weekdayOf('2026-11-22')).toBe(0);
  });
});
