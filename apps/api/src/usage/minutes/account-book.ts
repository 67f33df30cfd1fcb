import { randomUUID } from 'node:crypto';
import { afterMovement, type Balance, leftOf, type Movement } from './balance';
import { inOrderOfSpending, isExpired, type Lot, type LotPart, sumOfLots } from './minute-lot';

export type BookEntry = Movement & { leftMs: number; lotId?: string };
export type NewLot = Pick<Lot, 'source' | 'expiresAt'> & Partial<Pick<Lot, 'period' | 'codeId'>>;
/** What is granted each month. */
export type MonthlyAllowance = {
  monthlyMs: number;
  rollOver: boolean;
  /** The most that is carried into a month; null: all of it. */
  capMs: number | null;
};
/** A month of the organization's own calendar. */
export type Month = { period: string; endsAt: Date };

type Said = Pick<Movement, 'reason' | 'callId' | 'memberId'>;

const DAY_MS = 86_400_000;
/** What is given back of minutes that have ended meanwhile can be used so long. */
const GIVEN_BACK_LASTS_MS = 30 * DAY_MS;

/**
 * The books of one account while it is locked: its sums, its lots and the entries that are new.
 * After each step the lots add up to what is left, or to nothing where the account is over: minutes
 * that come in pay for what is over first.
 */
export class AccountBook {
  readonly entries: BookEntry[] = [];
  readonly opened: Lot[] = [];
  private readonly touched = new Set<Lot>();

  constructor(
    private sums: Balance,
    private readonly lots: Lot[],
    private readonly now: Date,
  ) {}

  get balance(): Balance {
    return this.sums;
  }

  get leftMs(): number {
    return leftOf(this.sums);
  }

  /** Lots that were there before and are different now. */
  get changed(): Lot[] {
    return [...this.touched].filter((lot) => !this.opened.includes(lot));
  }

  get live(): Lot[] {
    return inOrderOfSpending(this.lots).filter(({ leftMs }) => leftMs > 0);
  }

  grant(amountMs: number, lot: NewLot, said: Said): void {
    const opened = this.open(amountMs, lot);
    this.write({ ...said, kind: 'grant', amountMs }, opened.id);
    this.put(opened, this.missingMs());
  }

  /** Takes minutes away again, those first that would end soonest; pays nothing that is owed. */
  take(amountMs: number, said: Said): void {
    this.write({ ...said, kind: 'grant', amountMs: -amountMs });
    this.spend();
  }

  /** Ends a debt without granting anything to spend. */
  forgive(said: Said): void {
    if (this.leftMs < 0) this.write({ ...said, kind: 'grant', amountMs: -this.leftMs });
  }

  /** Which lots the call has its minutes from; less than all of them where it goes over. */
  reserve(amountMs: number, callId: string): LotPart[] {
    this.write({ kind: 'reserve', amountMs, reason: 'call', callId });
    return this.spend();
  }

  /** A movement of a call that is over. Answers what the call still has of its lots. */
  post(movement: Movement, parts: readonly LotPart[]): LotPart[] {
    this.write(movement);
    if (movement.kind === 'release') return this.release(parts);
    if (movement.kind === 'refund') return this.refund(parts);
    return [...parts];
  }

  /** Whatever has ended leaves the account. */
  expire(): void {
    for (const lot of inOrderOfSpending(this.lots)) {
      if (isExpired(lot, this.now)) this.lose(lot, lot.leftMs, 'expired');
    }
  }

  giveMonth({ monthlyMs, rollOver, capMs }: MonthlyAllowance, { period, endsAt }: Month): void {
    if (rollOver && capMs !== null) this.carry(capMs);
    const expiresAt = rollOver ? null : endsAt;
    this.grant(monthlyMs, { source: 'monthly', expiresAt, period }, { reason: 'monthly' });
  }

  /** A change of the terms, which moves no minutes. */
  note(kind: 'allowance' | 'limit', amountMs: number, said: Said): void {
    this.write({ ...said, kind, amountMs });
  }

  private carry(capMs: number): void {
    const carried = inOrderOfSpending(this.lots).filter(({ source }) => source === 'monthly');
    let surplusMs = sumOfLots(carried) - capMs;
    for (const lot of carried) {
      const lostMs = Math.min(lot.leftMs, Math.max(0, surplusMs));
      this.lose(lot, lostMs, 'not_carried');
      surplusMs -= lostMs;
    }
  }

  private lose(lot: Lot, amountMs: number, reason: string): void {
    if (amountMs <= 0) return;
    this.write({ kind: 'expire', amountMs, reason }, lot.id);
    this.put(lot, -amountMs);
  }

  private write(movement: Movement, lotId?: string): void {
    this.sums = afterMovement(this.sums, movement);
    this.entries.push({ ...movement, leftMs: this.leftMs, ...(lotId ? { lotId } : {}) });
  }

  private open(amountMs: number, lot: NewLot): Lot {
    const opened: Lot = {
      period: null,
      codeId: null,
      ...lot,
      id: randomUUID(),
      amountMs,
      leftMs: 0,
      createdAt: this.now,
    };
    this.lots.push(opened);
    this.opened.push(opened);
    return opened;
  }

  private put(lot: Lot, amountMs: number): void {
    lot.leftMs += amountMs;
    this.touched.add(lot);
  }

  /** What the lots hold too little, now that the sums have moved; below zero: too much. */
  private missingMs(): number {
    return Math.max(0, this.leftMs) - sumOfLots(this.lots);
  }

  private spend(): LotPart[] {
    const parts: LotPart[] = [];
    let wantedMs = -this.missingMs();
    for (const lot of inOrderOfSpending(this.lots)) {
      const amountMs = Math.min(wantedMs, lot.leftMs);
      if (amountMs <= 0) continue;
      this.put(lot, -amountMs);
      parts.push({ lotId: lot.id, amountMs });
      wantedMs -= amountMs;
    }
    return parts;
  }

  /** To where they came from, also where that has ended meanwhile; what lasts longest first. */
  private release(parts: readonly LotPart[]): LotPart[] {
    const kept = this.giveBack(parts, this.lots);
    // These were over, and later grants have paid for them.
    const room = this.lots.filter((lot) => !isExpired(lot, this.now));
    this.giveBack(
      room.map(({ id, amountMs }) => ({ lotId: id, amountMs })),
      room,
    );
    this.giveAnew(null);
    return kept;
  }

  /** What ended while the call ran, or after it, can be used for a while. */
  private refund(parts: readonly LotPart[]): LotPart[] {
    const alive = this.lots.filter((lot) => !isExpired(lot, this.now));
    const kept = this.giveBack(parts, alive);
    const isLate = kept.length > 0;
    this.giveAnew(isLate ? new Date(this.now.getTime() + GIVEN_BACK_LASTS_MS) : null);
    return kept;
  }

  private giveBack(parts: readonly LotPart[], into: readonly Lot[]): LotPart[] {
    const held = new Map(parts.map(({ lotId, amountMs }) => [lotId, amountMs]));
    for (const lot of inOrderOfSpending(into).reverse()) {
      const heldMs = held.get(lot.id) ?? 0;
      const amountMs = Math.min(this.missingMs(), heldMs, lot.amountMs - lot.leftMs);
      if (amountMs <= 0) continue;
      this.put(lot, amountMs);
      held.set(lot.id, heldMs - amountMs);
    }
    return [...held].flatMap(([lotId, amountMs]) => (amountMs > 0 ? [{ lotId, amountMs }] : []));
  }

  private giveAnew(expiresAt: Date | null): void {
    const amountMs = this.missingMs();
    if (amountMs > 0) this.put(this.open(amountMs, { source: 'refund', expiresAt }), amountMs);
  }
}
