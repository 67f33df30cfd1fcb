import { minutesOf, signedMinutesOf } from './minutes';

describe('minutes in words', () => {
  it.each([
    [0, '0 min'],
    [999, '0 min'],
    [45_000, '45 s'],
    [60_000, '1 min'],
    [90_999, '1 min 30 s'],
    [59 * 60_000 + 59_000, '59 min 59 s'],
    [60 * 60_000 + 59_000, '60 min'],
    [1_234 * 60_000, '1,234 min'],
    [-150_000, '−2 min 30 s'],
  ])('%i ms are %s', (ms, words) => {
    expect(minutesOf(ms)).toBe(words);
  });

  it.each([
    [60_000, '+1 min'],
    [-60_000, '−1 min'],
    [0, '0 min'],
  ])('%i ms more or less are %s', (ms, words) => {
    expect(signedMinutesOf(ms)).toBe(words);
  });
});
