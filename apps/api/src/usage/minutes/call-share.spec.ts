import { callShare } from './call-share';
import type { AccountOwner } from './quotas.schemas';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const MIN_CHARGED = 30 * SECOND;

describe('the share of an account that a call takes', () => {
  it.each<[AccountOwner, number, number, string]>([
    ['caller', 0, 0, 'nothing is left'],
    ['caller', 15 * SECOND - 1, 0, 'too little is left for a call'],
    ['caller', 15 * SECOND, 15 * SECOND, 'just enough is left'],
    ['caller', 3 * MINUTE, 3 * MINUTE, 'the free minutes are few'],
    ['member', 5 * MINUTE, 5 * MINUTE, 'little is left'],
    ['member', 8 * MINUTE, 5 * MINUTE, 'something can be kept for another call'],
    ['member', 20 * MINUTE, 15 * MINUTE, 'five minutes can be kept'],
    ['member', 600 * MINUTE, 60 * MINUTE, 'more is left than a call may have'],
    ['organization', 3 * MINUTE, 3 * MINUTE, 'half would be no conversation'],
    ['organization', 20 * MINUTE, 10 * MINUTE, 'others share the account'],
    ['team', 20 * MINUTE, 10 * MINUTE, 'others share the account'],
    ['organization', 600 * MINUTE, 60 * MINUTE, 'half is more than a call may have'],
    ['organization', 20 * MINUTE + 1, 10 * MINUTE, 'half is no whole millisecond'],
  ])('of a %s with %i ms is %i ms when %s', (owner, leftMs, shareMs) => {
    expect(callShare(owner, leftMs, MIN_CHARGED)).toBe(shareMs);
  });

  it('is never too short to be charged while the account has more', () => {
    expect(callShare('organization', 40 * MINUTE, 30 * MINUTE)).toBe(30 * MINUTE);
    expect(callShare('organization', 300 * MINUTE, 90 * MINUTE)).toBe(90 * MINUTE);
    expect(callShare('organization', 20 * MINUTE, 30 * MINUTE)).toBe(20 * MINUTE);
  });

  it.each<[AccountOwner, number]>([
    ['member', 2],
    ['organization', 3],
  ])(
    'lets several calls of a %s with twelve minutes begin, and takes no minute twice',
    (owner, calls) => {
      let leftMs = 12 * MINUTE;
      const shares: number[] = [];
      for (let call = 0; call < 20; call += 1) {
        const shareMs = callShare(owner, leftMs, MIN_CHARGED);
        leftMs -= shareMs;
        if (shareMs > 0) shares.push(shareMs);
      }
      expect(shares).toHaveLength(calls);
      expect(leftMs).toBe(0);
    },
  );
});
