import type { Change } from './change-draft';
import { changeWords } from './change-words';

describe('what a change agrees on', () => {
  it.each([
    [{ minutes: { grantMinutes: 5 } }, undefined],
    [{ removeAllowance: true }, 'Nothing more comes each month; what came stays.'],
    [{ limit: { kind: 'hard' } }, 'Calls end at zero.'],
    [{ limit: { kind: 'soft', overMinutes: 10 } }, 'Calls may go over by 10 min.'],
    [
      { allowance: { monthlyMinutes: 60, rollOver: true, rollOverCapMinutes: 20 } },
      '60 min each month; up to 20 min of what is left is carried over. Whoever had this month’s already gets more from the next one on.',
    ],
    [
      { allowance: { monthlyMinutes: 60, rollOver: false } },
      '60 min each month; what is left ends with the month. Whoever had this month’s already gets more from the next one on.',
    ],
  ] as [Change, string | undefined][])('%j reads "%s"', (change, words) => {
    expect(changeWords(change)).toBe(words);
  });
});
