import { agoOf, clockOf, greetingAt, momentOf } from './time';

const NOW = new Date(2026, 2, 30, 14, 0);
const at = (...parts: [number, number, number, number?, number?]) =>
  new Date(...parts).toISOString();

describe('clockOf', () => {
  it.each([
    [0, '0:00'],
    [187_400, '3:07'],
    [59_700, '1:00'],
    [3_765_000, '1:02:45'],
    [-5, '0:00'],
  ])('writes %i ms as %s', (ms, text) => {
    expect(clockOf(ms)).toBe(text);
  });
});

describe('momentOf', () => {
  it.each([
    [at(2026, 2, 30, 9, 5), 'Today 09:05'],
    [at(2026, 2, 29, 23, 59), 'Yesterday 23:59'],
    [at(2026, 2, 3, 9, 5), 'Tue 3 Mar 09:05'],
    [at(2025, 11, 31, 9, 5), 'Wed 31 Dec 2025 09:05'],
  ])('writes %s as %s', (iso, text) => {
    // Where the commas go differs between versions of the locale data.
    expect(momentOf(iso, NOW, 'en-GB').replaceAll(',', '')).toBe(text);
  });
});

describe('agoOf', () => {
  it.each([
    [at(2026, 2, 30, 13, 59), '1 minute ago'],
    [at(2026, 2, 30, 11, 30), '2 hours ago'],
    [at(2026, 2, 27, 14, 0), '3 days ago'],
    [at(2025, 11, 1, 14, 0), '1 Dec 2025'],
    [NOW.toISOString(), 'just now'],
  ])('writes %s as %s', (iso, text) => {
    expect(agoOf(iso, NOW, 'en-GB')).toBe(text);
  });
});

it.each([
  [3, 'Still up'],
  [5, 'Good morning'],
  [12, 'Good afternoon'],
  [18, 'Good evening'],
])('greets at %i o’clock', (hour, words) => {
  expect(greetingAt(hour)).toBe(words);
});
