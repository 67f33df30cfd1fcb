import { Injectable } from '@nestjs/common';
import { JobProcessor } from '../../platform/queue/job.processor';
import { PayingAccountService } from './paying-account.service';

/** Gives each month's minutes and takes what has ended, for accounts that nobody has looked at. */
@Injectable()
export class RenewMinutesProcessor extends JobProcessor<'renew-minutes'> {
  readonly job = 'renew-minutes';

  constructor(private readonly accounts: PayingAccountService) {
    super();
  }

  async process(): Promise<void> {
    await this.accounts.renewDue();
  }
}
