import { consentWords, goneWords, isKept } from './recording-words';

const at = '2026-11-26T10:00:00.000Z';

describe('the words for a recording that is gone', () => {
  it.each([
    [{ state: 'deleted', reason: 'retention', problem: null }, /gone since .*2026.*as long as/],
    [{ state: 'deleted', reason: 'by_member', problem: null }, /by an administrator/],
    [{ state: 'being_deleted', reason: 'by_member', problem: null }, /being deleted/],
    [{ state: 'lost', reason: null, problem: null }, /missing.*not found/],
    [{ state: 'failed', reason: null, problem: 'spool_missing' }, /no recording.*no disk/],
  ] as const)('of %j', (gone, words) => {
    const { title, text } = goneWords({ ...gone, at });
    expect(`${title} ${text}`).toMatch(words);
  });
});

describe('the words for consent', () => {
  it.each([
    ['announced', 'telephone', /on the telephone that the call is recorded/, true],
    ['announced', 'page', /on the page that the call is recorded/, true],
    ['given', 'telephone', /answer was yes/, true],
    ['refused', 'telephone', /nobody said yes.*No sound/, false],
    ['refused', 'page', /switched off.*No sound/, false],
    ['not_asked', null, /no sound was kept/, false],
    ['off', null, /Nothing was said/, true],
  ] as const)('%s by %p', (answer, by, words, kept) => {
    expect(consentWords({ answer, by, at })).toMatch(words);
    expect(isKept({ answer, by, at })).toBe(kept);
  });
});
