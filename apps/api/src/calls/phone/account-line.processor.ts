import { Injectable } from '@nestjs/common';
import { JobProcessor } from '../../platform/queue/job.processor';
import type { JobPayload } from '../../platform/queue/jobs';
import { LineAccountsService } from './line-accounts.service';

@Injectable()
export class AccountLineProcessor extends JobProcessor<'account-line'> {
  readonly job = 'account-line';

  constructor(private readonly accounts: LineAccountsService) {
    super();
  }

  async process({ organizationId, lineId }: JobPayload<'account-line'>): Promise<void> {
    await this.accounts.account(organizationId, lineId);
  }
}
