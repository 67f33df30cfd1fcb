import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/app-config';
import type { AccountHolder, CallerHolder, Payer } from './account-holder';
import { leftOf } from './balance';
import { callShare } from './call-share';
import type { MinuteAccountEntity } from './minute-account.entity';
import { MinuteAccountRepository } from './minute-account.repository';
import { MinuteLedgerRepository } from './minute-ledger.repository';
import { minutesUsedUp } from './minutes.errors';
import { type EndedCall, settlementOf } from './settlement';

const MINUTE_MS = 60_000;

/** How long a call may take; null: as long as it likes. */
export type Allowance = { limitMs: number | null };
export type ReserveMinutes = { organizationId: string; payer: Payer; callId: string };
export type SettleMinutes = EndedCall & { organizationId: string };

/** What calls know of minutes: set some aside before, say how many were used after. */
@Injectable()
export class MinutesService {
  constructor(
    private readonly config: AppConfig,
    private readonly accounts: MinuteAccountRepository,
    private readonly ledger: MinuteLedgerRepository,
  ) {}

  /** Throws `minutes.used_up`. Asked again for the same call, it answers the same. */
  async reserve(request: ReserveMinutes): Promise<Allowance> {
    const { organizationId, payer, callId } = request;
    const account = await this.payingAccount(organizationId, payer);
    if (!account) return { limitMs: null };
    const reserved = await this.ledger.reserve(
      { organizationId, callId, accountId: account.id },
      (locked) => callShare(locked.owner, leftOf(locked), this.minChargedMs),
    );
    if (reserved.outcome === 'refused') throw minutesUsedUp(reserved.account);
    // Another account, or none, pays since a moment ago.
    if (reserved.outcome === 'lifted') return this.reserve(request);
    return { limitMs: reserved.reservedMs };
  }

  /**
   * Charges what a call used, at most what was set aside for it, and gives back the rest. Safe to say
   * twice; a refund counts whether it is said first, together with the usage, or later.
   */
  async settle({ organizationId, ...call }: SettleMinutes): Promise<void> {
    await this.ledger.settle(organizationId, call.callId, (reservation) =>
      settlementOf(reservation, call, this.minChargedMs),
    );
  }

  /** Null: nothing limits them. What calls that run now have set aside does not count as left. */
  async secondsLeft(organizationId: string, payer: Payer): Promise<number | null> {
    const account = await this.payingAccount(organizationId, payer);
    return account ? Math.floor(leftOf(account) / 1000) : null;
  }

  /** Throws `minutes.used_up` where less than so much is left; sets nothing aside. */
  async refuseBelow(organizationId: string, payer: Payer, seconds: number): Promise<void> {
    const account = await this.payingAccount(organizationId, payer);
    if (account && leftOf(account) < seconds * 1000) throw minutesUsedUp(account);
  }

  /** Adds minutes that nobody in particular gives, e.g. a bonus; opens the account if there is none. */
  async grant(
    organizationId: string,
    holder: AccountHolder,
    { amountMs, reason }: { amountMs: number; reason: string },
  ): Promise<void> {
    await this.ledger.grant(organizationId, holder, () => ({ kind: 'grant', amountMs, reason }));
  }

  /** Over all organizations, for the sweep: calls that have had minutes set aside for so long. */
  async listUnsettled(olderThanMs: number): Promise<{ organizationId: string; callId: string }[]> {
    return this.ledger.unsettled(olderThanMs);
  }

  private async payingAccount(
    organizationId: string,
    payer: Payer,
  ): Promise<MinuteAccountEntity | undefined> {
    const account = await this.accounts.findPaying(organizationId, payer);
    if (account || !('callerId' in payer)) return account;
    await this.welcome(organizationId, { owner: 'caller', callerId: payer.callerId });
    return this.accounts.findPaying(organizationId, payer);
  }

  /** An unknown caller begins with some free minutes, once. */
  private async welcome(organizationId: string, caller: CallerHolder): Promise<void> {
    const amountMs = Math.round(this.config.calls.freeMinutes * MINUTE_MS);
    await this.ledger.grant(organizationId, caller, (_account, opened) =>
      opened && amountMs > 0 ? { kind: 'grant', amountMs, reason: 'welcome' } : undefined,
    );
  }

  private get minChargedMs(): number {
    return Math.round(this.config.calls.minChargedMinutes * MINUTE_MS);
  }
}
