import { entryAmountOf, entryWordsOf } from './entry-words';

describe('a line of a statement', () => {
  it.each([
    ['grant', 'set', -60_000, 'Set by an administrator', '−1 min'],
    ['grant', 'For the spring course', 60_000, 'For the spring course', '+1 min'],
    ['reserve', 'call', 300_000, 'Set aside for a call', '−5 min'],
    ['settle', 'call', 90_000, 'Charged for a call', '1 min 30 s'],
    ['settle', 'short_call', 0, 'Short call, not charged', '0 min'],
    ['release', 'unused', 210_000, 'Not needed by the call, given back', '+3 min 30 s'],
    ['refund', 'failed', 90_000, 'Given back, because the call broke off', '+1 min 30 s'],
  ] as const)('of a %s (%s) of %i ms reads "%s", %s', (kind, reason, amountMs, words, amount) => {
    expect(entryWordsOf({ kind, reason, amountMs })).toBe(words);
    expect(entryAmountOf({ kind, reason, amountMs })).toBe(amount);
  });
});
