import { isScarce, secondsLeftAt, timeLeftWords } from './time-left';

describe('the time that is left', () => {
  const told = { secondsLeft: 90, toldAtMs: 5_000 };

  it.each([
    [5_000, 90],
    [5_400, 90],
    [6_000, 89],
    [36_000, 59],
    [95_000, 0],
    [200_000, 0],
  ])('is counted on between two messages: at %i ms it is %i s', (nowMs, secondsLeft) => {
    expect(secondsLeftAt(told, nowMs)).toBe(secondsLeft);
  });

  it.each([
    [60, false],
    [59, true],
    [0, true],
  ])('of %i s is scarce: %s', (secondsLeft, scarce) => {
    expect(isScarce(secondsLeft)).toBe(scarce);
  });

  it('is read out at a few marks, not at every second', () => {
    const spoken = Array.from({ length: 601 }, (_, passed) => timeLeftWords(600 - passed));
    expect([...new Set(spoken)]).toEqual([
      '',
      expect.stringContaining('five minutes'),
      expect.stringContaining('a minute'),
      expect.stringContaining('fifteen seconds'),
    ]);
    expect(spoken.indexOf(timeLeftWords(60))).toBe(540);
  });
});
