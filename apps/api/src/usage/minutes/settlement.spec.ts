import fc from 'fast-check';
import { afterMovement, type Balance, leftOf } from './balance';
import { type EndedCall, type Reservation, settlementOf } from './settlement';

const MINUTE = 60_000;
const MIN_CHARGED = MINUTE / 2;
const RULES = { minChargedMs: MIN_CHARGED, freeLately: 0 };
const open = (reservedMs: number): Reservation => ({
  reservedMs,
  chargedMs: null,
  refunded: false,
});

describe('settling a call', () => {
  it.each([
    ['an ordinary call', 10 * MINUTE, 4 * MINUTE, 4 * MINUTE],
    ['a call just long enough to be charged', 10 * MINUTE, MIN_CHARGED, MIN_CHARGED],
    ['a short call', 10 * MINUTE, MIN_CHARGED - 1, 0],
    ['a call nobody answered', 10 * MINUTE, 0, 0],
    ['a call that ran to its limit', 10 * MINUTE, 10 * MINUTE, 10 * MINUTE],
    ['a call that ran past its limit', 10 * MINUTE, 11 * MINUTE, 10 * MINUTE],
    ['a short call that had no more', 20_000, 20_400, 20_000],
    ['a clock that went backwards', 10 * MINUTE, -5, 0],
    ['parts of a millisecond', 10 * MINUTE, MINUTE + 0.4, MINUTE],
  ])('charges %s', (_, reservedMs, usedMs, chargedMs) => {
    const settled = settlementOf(open(reservedMs), { callId: 'c', usedMs }, RULES);
    expect(settled.chargedMs).toBe(chargedMs);
    const [settle, release] = settled.movements;
    expect(settle).toMatchObject({ kind: 'settle', amountMs: chargedMs });
    expect(release?.amountMs ?? 0).toBe(reservedMs - chargedMs);
  });

  it('charges everything when no call is too short', () => {
    expect(
      settlementOf(open(MINUTE), { callId: 'c', usedMs: 1 }, { ...RULES, minChargedMs: 0 })
        .chargedMs,
    ).toBe(1);
  });

  it('gives back what a call cost that was broken by us, and shows both', () => {
    const call: EndedCall = { callId: 'c', usedMs: 4 * MINUTE, refund: 'our_failure' };
    expect(settlementOf(open(10 * MINUTE), call, RULES)).toMatchObject({
      refunded: true,
      movements: [
        { kind: 'settle', amountMs: 4 * MINUTE },
        { kind: 'release', amountMs: 6 * MINUTE },
        { kind: 'refund', amountMs: 4 * MINUTE, reason: 'our_failure' },
      ],
    });
  });

  it.each([
    [
      'the first ones of a day',
      'few_words',
      4,
      ['settle call', 'release unused', 'refund few_words'],
    ],
    ['no further one of the same day', 'few_words', 5, ['settle silent_again', 'release unused']],
    ['none without sound either', 'broken_audio', 5, ['settle silent_again', 'release unused']],
    [
      'always what was our fault',
      'our_failure',
      99,
      ['settle call', 'release unused', 'refund our_failure'],
    ],
    [
      'always an outage',
      'provider_outage',
      99,
      ['settle call', 'release unused', 'refund provider_outage'],
    ],
  ] as const)('gives back of silent calls %s', (_, refund, freeLately, moved) => {
    const call: EndedCall = { callId: 'c', usedMs: 4 * MINUTE, refund };
    const { movements } = settlementOf(open(10 * MINUTE), call, { ...RULES, freeLately });
    expect(movements.map(({ kind, reason }) => `${kind} ${reason}`)).toEqual(moved);
  });

  it('gives nothing back for few words when the call took all there was, or was charged before', () => {
    const call: EndedCall = { callId: 'c', usedMs: 20_000, refund: 'few_words' };
    const kinds = ({ chargedMs }: { chargedMs: number | null }) =>
      settlementOf({ ...open(20_000), chargedMs }, call, RULES).movements.map(({ kind }) => kind);
    expect(kinds({ chargedMs: null })).toEqual(['settle']);
    expect(kinds({ chargedMs: 15_000 })).toEqual([]);
  });

  it('leaves the account as it was or with less by one charge, in whatever order it is told what', () => {
    const message = fc.record(
      {
        usedMs: fc.integer({ min: -10, max: 700_000 }),
        refund: fc.constant('our_failure' as const),
      },
      { requiredKeys: ['usedMs'] },
    );
    const messages = fc.array(message, { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(fc.integer({ min: 15_000, max: 600_000 }), messages, (reservedMs, told) => {
        let balance: Balance = { grantedMs: reservedMs, settledMs: 0, reservedMs };
        let reservation = open(reservedMs);
        for (const { usedMs, refund } of told) {
          const next = settlementOf(reservation, { callId: 'c', usedMs, refund }, RULES);
          balance = next.movements.reduce(afterMovement, balance);
          reservation = { ...reservation, ...next };
        }
        const refunded = told.some(({ refund }) => refund !== undefined);
        expect(balance.reservedMs).toBe(0);
        expect(balance.settledMs).toBe(refunded ? 0 : reservation.chargedMs);
        expect(leftOf(balance)).toBe(reservedMs - balance.settledMs);
        const first = settlementOf(open(reservedMs), { callId: 'c', ...told[0]! }, RULES);
        expect(reservation.chargedMs).toBe(first.chargedMs);
      }),
    );
  });
});
