import { readCode } from './code-draft';

const typed = {
  name: ' Fair ',
  minutes: '30',
  mostRedemptions: '10',
  lastsDays: '',
  expiresAt: '',
};

describe('a code, as typed', () => {
  it('lasts for ever unless something else is said', () => {
    expect(readCode(typed)).toEqual({
      name: 'Fair',
      minutes: 30,
      mostRedemptions: 10,
      lastsDays: null,
      expiresAt: null,
    });
    expect(readCode({ ...typed, lastsDays: '14', expiresAt: '2026-12-31' })).toMatchObject({
      lastsDays: 14,
      expiresAt: '2026-12-31',
    });
  });

  it.each([
    ['name', ' '],
    ['minutes', 'many'],
    ['mostRedemptions', '2.5'],
    ['mostRedemptions', ''],
    ['lastsDays', 'a week'],
  ] as const)('is complained about where the %s is "%s"', (field, text) => {
    const read = readCode({ ...typed, [field]: text });
    expect(Object.keys('complaints' in read ? read.complaints : {})).toEqual([field]);
  });
});
