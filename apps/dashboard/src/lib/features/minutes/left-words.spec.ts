import { leftWords } from './left-words';

const MINUTE = 60_000;

describe('what an account has left', () => {
  it.each([
    ['hard', 12, 0, '12 min left'],
    ['soft', 12, 10, '12 min left, 10 min over allowed'],
    ['soft', -3, 10, '3 min over, 7 min more allowed'],
    ['soft', -10, 10, '10 min over, 0 min more allowed'],
  ] as const)('with a %s limit, %i min and %i over reads "%s"', (limitKind, left, over, words) => {
    expect(leftWords({ limitKind, leftMs: left * MINUTE, overMs: over * MINUTE })).toBe(words);
  });
});
