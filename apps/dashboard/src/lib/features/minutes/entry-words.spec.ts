import { entryAmountOf, entryWordsOf } from './entry-words';

describe('a line of a statement', () => {
  it.each([
    ['grant', 'set', -60_000, 'Set by an administrator', '−1 min'],
    ['grant', 'For the spring course', 60_000, 'For the spring course', '+1 min'],
    ['reserve', 'call', 300_000, 'Set aside for a call', '−5 min'],
    ['settle', 'call', 90_000, 'Charged for a call', '1 min 30 s'],
    ['settle', 'short_call', 0, 'Short call, not charged', '0 min'],
    ['release', 'unused', 210_000, 'Not needed by the call, given back', '+3 min 30 s'],
    [
      'settle',
      'silent_again',
      90_000,
      'Charged: hardly a word was said, too often in a day to be free',
      '1 min 30 s',
    ],
    ['refund', 'few_words', 90_000, 'Given back, because hardly a word was said', '+1 min 30 s'],
    ['refund', 'Wrong persona', 90_000, 'Given back: Wrong persona', '+1 min 30 s'],
    ['expire', 'expired', 90_000, 'Ended unused', '−1 min 30 s'],
    ['expire', 'not_carried', 60_000, 'Not carried over into the new month', '−1 min'],
    ['grant', 'monthly', 60_000, 'Minutes of the month', '+1 min'],
    ['allowance', 'set', 3_600_000, 'From now on 60 min each month', ''],
    ['allowance', 'removed', 0, 'From now on nothing each month', ''],
    ['limit', 'set', 600_000, 'From now on calls may go 10 min over', ''],
    ['limit', 'set', 0, 'From now on calls end at zero', ''],
    ['refund', 'failed', 90_000, 'Given back, because the call broke off', '+1 min 30 s'],
  ] as const)('of a %s (%s) of %i ms reads "%s", %s', (kind, reason, amountMs, words, amount) => {
    expect(entryWordsOf({ kind, reason, amountMs })).toBe(words);
    expect(entryAmountOf({ kind, reason, amountMs })).toBe(amount);
  });
});
