import { atOf, inMinutes, localInput } from './ring-time';

const NOW = new Date(2026, 10, 6, 9, 5);

describe('when to ring, as it is typed in', () => {
  it('is written by the clock of the wall', () => {
    expect(localInput(NOW)).toBe('2026-11-06T09:05');
    expect(inMinutes(60 * 15, NOW)).toBe('2026-11-07T00:05');
  });

  const times = {
    moment: '2026-11-06T10:00',
    from: '2026-11-06T11:00',
    to: '2026-11-06T12:30',
  };

  it('becomes a moment, a window or nothing', () => {
    expect(atOf('now', times)).toBeUndefined();
    expect(atOf('later', times)).toBe(new Date(2026, 10, 6, 10, 0).toISOString());
    expect(atOf('surprise', times)).toEqual({
      between: [
        new Date(2026, 10, 6, 11, 0).toISOString(),
        new Date(2026, 10, 6, 12, 30).toISOString(),
      ],
    });
  });

  it.each([
    ['later', { ...times, moment: '' }],
    ['surprise', { ...times, from: '' }],
    ['surprise', { ...times, to: '' }],
  ] as const)('is missing for %s with an empty field', (when, given) => {
    expect(atOf(when, given)).toBeNull();
  });
});
