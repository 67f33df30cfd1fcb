import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock';
import type { Payer } from './account-holder';
import type { MinuteAccountEntity } from './minute-account.entity';
import { MinuteAccountRepository } from './minute-account.repository';
import { MinuteLedgerRepository } from './minute-ledger.repository';

const RENEWED_AT_ONCE = 500;

/** Whose account pays, as it stands at this moment: a month that began brings its minutes first. */
@Injectable()
export class PayingAccountService {
  private readonly logger = new Logger(PayingAccountService.name);

  constructor(
    private readonly accounts: MinuteAccountRepository,
    private readonly ledger: MinuteLedgerRepository,
    private readonly clock: Clock,
  ) {}

  /** Undefined: nothing limits them. */
  async find(organizationId: string, payer: Payer): Promise<MinuteAccountEntity | undefined> {
    const now = this.clock.now();
    const account = await this.accounts.findPaying(organizationId, payer, now);
    if (!account?.isDue) return account;
    await this.ledger.renew(organizationId, account.id);
    return this.accounts.findPaying(organizationId, payer, now);
  }

  /** Before accounts are looked at, and by a job for all organizations. */
  async renewDue(organizationId?: string): Promise<void> {
    const now = this.clock.now();
    const filter = { most: RENEWED_AT_ONCE, ...(organizationId ? { organizationId } : {}) };
    let due = await this.accounts.listDue(now, filter);
    while (due.length > 0) {
      const renewed = await this.renewEach(due);
      // Whatever cannot be renewed comes again, and is not waited for.
      if (renewed < due.length || due.length < RENEWED_AT_ONCE) return;
      due = await this.accounts.listDue(now, filter);
    }
  }

  private async renewEach(due: readonly { organizationId: string; id: string }[]): Promise<number> {
    let renewed = 0;
    for (const { organizationId, id } of due) {
      try {
        await this.ledger.renew(organizationId, id);
        renewed += 1;
      } catch (error) {
        this.logger.error({ err: error, accountId: id }, 'A minute account could not be renewed');
      }
    }
    return renewed;
  }
}
