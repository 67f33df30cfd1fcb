import type { MyQuota } from '$lib/api/types';
import { comingMinutesOf, myMinutesOf } from './my-minutes';

const quota = (some: Partial<MyQuota>): MyQuota => ({
  limited: true,
  paidBy: 'member',
  secondsLeft: 0,
  limitKind: 'hard',
  secondsUsable: 0,
  nextAllowance: null,
  nextExpiry: null,
  ...some,
});
const left = (seconds: number) => ({ secondsLeft: seconds, secondsUsable: seconds });

describe('the minutes a person has', () => {
  it.each([
    [{ limited: false, paidBy: null }, 'You may practise as long as you like.'],
    [
      { paidBy: 'organization', ...left(14) },
      'No minutes are left. Ask an administrator for more.',
    ],
    [left(0), 'No minutes are left. Ask an administrator for more.'],
    [left(90), '1 min 30 s left of the minutes you have.'],
    [
      { paidBy: 'organization', ...left(7200) },
      '120 min left of the minutes your organization shares.',
    ],
    [{ paidBy: 'team', ...left(60) }, '1 min left of the minutes your team shares.'],
    [
      { secondsLeft: -120, secondsUsable: 480, limitKind: 'soft' },
      '2 min over the minutes you have. You may go on for 8 min.',
    ],
    [
      { secondsLeft: 0, secondsUsable: 600, limitKind: 'soft' },
      '0 min over the minutes you have. You may go on for 10 min.',
    ],
  ] as [Partial<MyQuota>, string][])('%j read "%s"', (some, words) => {
    expect(myMinutesOf(quota(some))).toBe(words);
  });

  it('say what comes and what ends', () => {
    const coming = quota({
      nextAllowance: { at: '2026-12-01T12:00:00Z', seconds: 3600 },
      nextExpiry: { at: '2026-11-30T12:00:00Z', seconds: 300 },
    });
    expect(comingMinutesOf(coming, 'en-GB')).toEqual([
      '60 min more come on 1 Dec 2026.',
      '5 min of them end on 30 Nov 2026.',
    ]);
    expect(comingMinutesOf(quota({}))).toEqual([]);
  });
});
