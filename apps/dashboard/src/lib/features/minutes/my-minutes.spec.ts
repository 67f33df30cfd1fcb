import { myMinutesOf } from './my-minutes';

describe('the minutes a person has', () => {
  it.each([
    [{ limited: false, paidBy: null, secondsLeft: null }, 'You may practise as long as you like.'],
    [
      { limited: true, paidBy: 'organization', secondsLeft: 14 },
      'No minutes are left. Ask an administrator for more.',
    ],
    [
      { limited: true, paidBy: 'member', secondsLeft: 0 },
      'No minutes are left. Ask an administrator for more.',
    ],
    [
      { limited: true, paidBy: 'member', secondsLeft: 90 },
      '1 min 30 s left of the minutes you have.',
    ],
    [
      { limited: true, paidBy: 'organization', secondsLeft: 7200 },
      '120 min left of the minutes your organization shares.',
    ],
  ] as const)('%j read "%s"', (quota, words) => {
    expect(myMinutesOf(quota)).toBe(words);
  });
});
