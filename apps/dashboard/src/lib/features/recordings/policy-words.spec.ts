import { noticeWords, ringNoticeWords } from './policy-words';

describe('what is said about recording before a call', () => {
  it.each([
    [90, true, /recorded.*kept for 90 days/],
    [1, true, /kept for one day/],
    [null, true, /kept until it is deleted/],
    [90, false, /not recorded/],
  ])('kept %p days, recorded %p', (keptDays, recorded, words) => {
    expect(noticeWords({ keptDays }, recorded)).toMatch(words);
  });

  it.each([
    ['announce', true, /is recorded/],
    ['announce', false, null],
    ['ask', true, /not recorded/],
    ['ask', false, null],
    ['off', true, null],
  ] as const)('before a ring: %s, partner chosen %p', (telephone, chosen, words) => {
    const said = ringNoticeWords({ keptDays: 90, telephone }, chosen);
    if (words) expect(said).toMatch(words);
    else expect(said).toBeNull();
  });
});
