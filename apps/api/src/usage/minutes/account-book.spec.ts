import fc from 'fast-check';
import { AccountBook } from './account-book';
import { afterMovement, type Balance } from './balance';
import { type Lot, type LotPart, sumOfLots } from './minute-lot';

const DAY = 86_400_000;
const START = new Date('2026-03-10T12:00:00Z').getTime();
const at = (day: number): Date => new Date(START + day * DAY);
const EMPTY: Balance = { grantedMs: 0, settledMs: 0, reservedMs: 0 };

/** The books of one account, opened anew for each step as a transaction does. */
class Ledger {
  balance = EMPTY;
  lots: Lot[] = [];
  entries: AccountBook['entries'] = [];
  day = 0;

  do<Result>(work: (book: AccountBook) => Result): Result {
    const book = new AccountBook(this.balance, this.lots, at(this.day));
    book.expire();
    const result = work(book);
    book.expire();
    this.balance = book.balance;
    this.entries.push(...book.entries);
    return result;
  }

  grant(amountMs: number, lastsDays: number | null = null): void {
    const expiresAt = lastsDays === null ? null : at(this.day + lastsDays);
    this.do((book) => book.grant(amountMs, { source: 'manual', expiresAt }, { reason: 'granted' }));
  }

  end(callId: string, reservedMs: number, chargedMs: number, parts: LotPart[]): LotPart[] {
    return this.do((book) => {
      const held = book.post(
        { kind: 'settle', amountMs: chargedMs, reason: 'call', callId },
        parts,
      );
      const amountMs = reservedMs - chargedMs;
      return book.post({ kind: 'release', amountMs, reason: 'unused', callId }, held);
    });
  }

  refund(amountMs: number, parts: LotPart[]): void {
    this.do((book) => book.post({ kind: 'refund', amountMs, reason: 'our_failure' }, parts));
  }

  get left(): number[] {
    return this.lots.filter(({ leftMs }) => leftMs > 0).map(({ leftMs }) => leftMs);
  }
}

describe('the books of an account', () => {
  let ledger: Ledger;
  beforeEach(() => (ledger = new Ledger()));

  it('spend what ends soonest first, and what never ends last', () => {
    ledger.grant(10);
    ledger.grant(20, 9);
    ledger.grant(30, 3);
    ledger.do((book) => book.reserve(45, 'call'));
    expect(ledger.left).toEqual([10, 5]);
  });

  it('lose at its end what of a lot is unspent, by an entry', () => {
    ledger.grant(30, 3);
    ledger.grant(5);
    ledger.do((book) => book.reserve(10, 'call'));
    ledger.day = 3;
    ledger.do(() => undefined);
    expect(ledger.entries.at(-1)).toMatchObject({ kind: 'expire', amountMs: 20, leftMs: 5 });
  });

  it('let a call spend what it set aside before the end, and take back nothing that has ended', () => {
    ledger.grant(30, 3);
    const parts = ledger.do((book) => book.reserve(25, 'call'));
    ledger.day = 4;
    ledger.end('call', 25, 15, parts);
    expect(ledger.entries.slice(2)).toMatchObject([
      { kind: 'expire', amountMs: 5 },
      { kind: 'settle', amountMs: 15, leftMs: 0 },
      { kind: 'release', amountMs: 10, leftMs: 10 },
      { kind: 'expire', amountMs: 10, leftMs: 0 },
    ]);
  });

  it('give back to the lots a call had its minutes from, what lasts longest first', () => {
    ledger.grant(10, 3);
    ledger.grant(10, 9);
    const parts = ledger.do((book) => book.reserve(16, 'call'));
    expect(ledger.end('call', 16, 12, parts)).toHaveLength(2);
    expect(ledger.left).toEqual([8]);
  });

  it('give back for another thirty days what has ended since a call was charged', () => {
    ledger.grant(10, 3);
    const parts = ledger.do((book) => book.reserve(10, 'call'));
    const held = ledger.end('call', 10, 10, parts);
    ledger.day = 5;
    ledger.refund(10, held);
    expect(ledger.lots.at(-1)).toMatchObject({ source: 'refund', leftMs: 10, expiresAt: at(35) });
  });

  it('pay for what is over before there is anything to spend', () => {
    const parts = ledger.do((book) => book.reserve(10, 'call'));
    expect(parts).toEqual([]);
    ledger.end('call', 10, 10, parts);
    ledger.grant(25, 3);
    expect(ledger.left).toEqual([15]);
    ledger.day = 3;
    ledger.do(() => undefined);
    expect(ledger.balance).toEqual({ grantedMs: 10, settledMs: 10, reservedMs: 0 });
  });

  it.each([
    ['all of it', null, [40, 60]],
    ['no more than the cap', 25, [25, 60]],
    ['nothing, with a cap of nothing', 0, [60]],
  ])('carry into the next month %s', (_, capMs, left) => {
    const terms = { monthlyMs: 60, rollOver: true, capMs };
    ledger.do((book) => book.giveMonth(terms, { period: '2026-03-01', endsAt: at(21) }));
    ledger.do((book) => book.reserve(20, 'call'));
    ledger.day = 22;
    ledger.do((book) => book.giveMonth(terms, { period: '2026-04-01', endsAt: at(51) }));
    expect(ledger.left).toEqual(left);
  });

  it('end a month without roll-over as the next one begins', () => {
    const terms = { monthlyMs: 60, rollOver: false, capMs: null };
    ledger.do((book) => book.giveMonth(terms, { period: '2026-03-01', endsAt: at(21) }));
    ledger.grant(5);
    ledger.day = 21;
    ledger.do((book) => book.giveMonth(terms, { period: '2026-04-01', endsAt: at(51) }));
    expect(ledger.left).toEqual([5, 60]);
  });

  const amount = fc.integer({ min: 1, max: 1000 });
  const step = fc.oneof(
    fc.record({
      do: fc.constant('grant' as const),
      amount,
      days: fc.option(fc.integer({ min: 1, max: 20 })),
    }),
    fc.record({ do: fc.constant('reserve' as const), amount }),
    fc.record({
      do: fc.constant('end' as const),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
    fc.record({ do: fc.constant('refund' as const) }),
    fc.record({
      do: fc.constant('take' as const),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
    fc.record({ do: fc.constant('month' as const), roll: fc.boolean(), cap: fc.option(amount) }),
    fc.record({ do: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 12 }) }),
  );

  it('always agree: sums, entries and lots, whatever happens in whatever order', () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 40 }),
        fc.integer({ min: 0, max: 500 }),
        (steps, overMs) => {
          const ledger = new Ledger();
          const open: { reservedMs: number; parts: LotPart[] }[] = [];
          const closed: { chargedMs: number; parts: LotPart[] }[] = [];
          for (const next of steps) {
            if (next.do === 'grant') ledger.grant(next.amount, next.days);
            else if (next.do === 'wait') ledger.day += next.days;
            else if (next.do === 'reserve') {
              ledger.do((book) => {
                const reservedMs = Math.min(next.amount, book.leftMs + overMs);
                if (reservedMs > 0) {
                  open.push({ reservedMs, parts: book.reserve(reservedMs, 'call') });
                }
              });
            } else if (next.do === 'end') {
              const call = open.shift();
              if (!call) continue;
              const chargedMs = Math.round(call.reservedMs * next.share);
              const parts = ledger.end('call', call.reservedMs, chargedMs, call.parts);
              closed.push({ chargedMs, parts });
            } else if (next.do === 'refund') {
              const call = closed.shift();
              if (call && call.chargedMs > 0) ledger.refund(call.chargedMs, call.parts);
            } else if (next.do === 'take') {
              ledger.do((book) =>
                book.take(Math.floor(Math.max(0, book.leftMs) * next.share), { reason: 'set' }),
              );
            } else {
              const terms = {
                monthlyMs: 60,
                rollOver: next.roll,
                capMs: next.roll ? next.cap : null,
              };
              const month = { period: '2026-03-01', endsAt: at(ledger.day + 30) };
              ledger.do((book) => book.giveMonth(terms, month));
            }
            const { grantedMs, settledMs, reservedMs } = ledger.balance;
            const leftMs = grantedMs - settledMs - reservedMs;
            expect(ledger.entries.reduce(afterMovement, EMPTY)).toEqual(ledger.balance);
            expect(ledger.entries.at(-1)?.leftMs ?? 0).toBe(leftMs);
            expect(sumOfLots(ledger.lots)).toBe(Math.max(0, leftMs));
            expect(leftMs).toBeGreaterThanOrEqual(-overMs);
            expect(Math.min(grantedMs, settledMs, reservedMs)).toBeGreaterThanOrEqual(0);
            for (const lot of ledger.lots) {
              expect(lot.leftMs).toBeGreaterThanOrEqual(0);
              expect(lot.leftMs).toBeLessThanOrEqual(lot.amountMs);
            }
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
