import { type ChangeDraft, emptyDraft, readDraft } from './change-draft';

describe('a change of minutes, as typed', () => {
  it.each([
    ['set', { amount: '2,5' }, { minutes: { minutes: 2.5 } }],
    [
      'add',
      { amount: '30', endsOn: '2026-12-31', reason: ' Spring ' },
      { minutes: { grantMinutes: 30, expiresAt: '2026-12-31', reason: 'Spring' } },
    ],
    [
      'month',
      { monthly: '60' },
      { allowance: { monthlyMinutes: 60, rollOver: false, rollOverCapMinutes: null } },
    ],
    [
      'month',
      { monthly: '60', rollOver: true, cap: '20' },
      { allowance: { monthlyMinutes: 60, rollOver: true, rollOverCapMinutes: 20 } },
    ],
    [
      'month',
      { monthly: '60', cap: 'left over from before' },
      { allowance: { monthlyMinutes: 60, rollOver: false, rollOverCapMinutes: null } },
    ],
    ['limit', { over: '5' }, { limit: { kind: 'hard' } }],
    ['limit', { kind: 'soft', over: '5' }, { limit: { kind: 'soft', overMinutes: 5 } }],
  ] as [ChangeDraft['way'], Partial<ChangeDraft>, object][])(
    '%s %j asks for %j',
    (way, typed, change) => {
      expect(readDraft({ ...emptyDraft(), way, ...typed })).toEqual({ change });
    },
  );

  it.each([
    ['set', { amount: 'a lot' }, ['amount']],
    ['month', { monthly: '', rollOver: true, cap: 'x' }, ['monthly', 'cap']],
    ['limit', { kind: 'soft', over: '' }, ['over']],
  ] as [ChangeDraft['way'], Partial<ChangeDraft>, string[]][])(
    '%s %j is complained about at %j',
    (way, typed, at) => {
      const read = readDraft({ ...emptyDraft(), way, ...typed });
      expect(Object.keys('complaints' in read ? read.complaints : {})).toEqual(at);
    },
  );
});
