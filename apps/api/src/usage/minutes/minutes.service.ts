import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/app-config';
import type { AccountHolder, CallerHolder, Payer } from './account-holder';
import { availableOf } from './balance';
import { callShare } from './call-share';
import type { MinuteAccountEntity } from './minute-account.entity';
import { MinuteLedgerRepository } from './minute-ledger.repository';
import { minutesUsedUp } from './minutes.errors';
import { PayingAccountService } from './paying-account.service';
import type { EndedCall } from './settlement';

const MINUTE_MS = 60_000;

/**
 * How long a call may take; null: as long as it likes. `overAfterMs`: from when on it goes over what
 * the account has, where that is soft.
 */
export type CallAllowance = { limitMs: number | null; overAfterMs?: number };
export type ReserveMinutes = { organizationId: string; payer: Payer; callId: string };
export type SettleMinutes = EndedCall & { organizationId: string };

/** Of a caller who has become a member since the telephone rang. */
const CLOSED = { owner: 'caller', grantedMs: 0, settledMs: 0, reservedMs: 0, overMs: 0 } as const;

/** What calls know of minutes: set some aside before, say how many were used after. */
@Injectable()
export class MinutesService {
  constructor(
    private readonly config: AppConfig,
    private readonly paying: PayingAccountService,
    private readonly ledger: MinuteLedgerRepository,
  ) {}

  /** Throws `minutes.used_up`. Asked again for the same call, it answers the same. */
  async reserve(request: ReserveMinutes): Promise<CallAllowance> {
    const { organizationId, payer, callId } = request;
    const account = await this.payingAccount(organizationId, payer);
    if (!account && 'callerId' in payer) throw minutesUsedUp(CLOSED);
    if (!account) return { limitMs: null };
    const memberId = 'memberId' in payer && !('callerId' in payer) ? payer.memberId : null;
    const reserved = await this.ledger.reserve(
      { organizationId, callId, accountId: account.id, memberId },
      ({ owner }, availableMs) => callShare(owner, availableMs, this.minChargedMs),
    );
    if (reserved.outcome === 'refused') throw minutesUsedUp(reserved.account);
    // Another account, or none, pays since a moment ago.
    if (reserved.outcome === 'lifted') return this.reserve(request);
    const { reservedMs: limitMs, includedMs } = reserved;
    return { limitMs, ...(includedMs < limitMs ? { overAfterMs: includedMs } : {}) };
  }

  /**
   * Charges what a call used, at most what was set aside for it, and gives back the rest. Safe to say
   * twice; a refund counts whether it is said first, together with the usage, or later.
   */
  async settle({ organizationId, ...call }: SettleMinutes): Promise<void> {
    await this.ledger.settle(organizationId, call, this.minChargedMs);
  }

  /** Whether the call still holds minutes, so that it is worth finding out how it went. */
  async isOpen(organizationId: string, callId: string): Promise<boolean> {
    return this.ledger.isOpen(organizationId, callId);
  }

  /**
   * How long calls may still take; null: nothing limits them. What calls that run now have set aside
   * does not count, and how far one may go over does.
   */
  async secondsLeft(organizationId: string, payer: Payer): Promise<number | null> {
    const account = await this.payingAccount(organizationId, payer);
    if (!account) return 'callerId' in payer ? 0 : null;
    return Math.floor(availableOf(account) / 1000);
  }

  /** Throws `minutes.used_up` where less than so much is left; sets nothing aside. */
  async refuseBelow(organizationId: string, payer: Payer, seconds: number): Promise<void> {
    const account = await this.payingAccount(organizationId, payer);
    if (account && availableOf(account) < seconds * 1000) throw minutesUsedUp(account);
  }

  /** Adds minutes that nobody in particular gives, e.g. a bonus; opens the account if there is none. */
  async grant(
    organizationId: string,
    holder: AccountHolder,
    { amountMs, reason }: { amountMs: number; reason: string },
  ): Promise<void> {
    await this.ledger.change(organizationId, [holder], ({ row, book }) => {
      book.grant(amountMs, { source: 'bonus', expiresAt: null }, { reason });
      row.liftedAt = null;
    });
  }

  /** Over all organizations, for the sweep: calls that have had minutes set aside for so long. */
  async listUnsettled(olderThanMs: number): Promise<{ organizationId: string; callId: string }[]> {
    return this.ledger.unsettled(olderThanMs);
  }

  private async payingAccount(
    organizationId: string,
    payer: Payer,
  ): Promise<MinuteAccountEntity | undefined> {
    const account = await this.paying.find(organizationId, payer);
    if (account || !('callerId' in payer)) return account;
    await this.welcome(organizationId, { owner: 'caller', callerId: payer.callerId });
    return this.paying.find(organizationId, payer);
  }

  /** An unknown caller begins with some free minutes, once. */
  private async welcome(organizationId: string, caller: CallerHolder): Promise<void> {
    const amountMs = Math.round(this.config.calls.freeMinutes * MINUTE_MS);
    await this.ledger.change(organizationId, [caller], ({ book, opened }) => {
      if (!opened || amountMs <= 0) return;
      book.grant(amountMs, { source: 'welcome', expiresAt: null }, { reason: 'welcome' });
    });
  }

  private get minChargedMs(): number {
    return Math.round(this.config.calls.minChargedMinutes * MINUTE_MS);
  }
}
