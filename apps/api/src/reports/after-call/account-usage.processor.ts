import { Injectable } from '@nestjs/common';
import { CallsService } from '../../calls/calls.service';
import { JobProcessor } from '../../platform/queue/job.processor';
import type { JobPayload } from '../../platform/queue/jobs';
import { UsageService } from '../../usage/usage.service';
import { CallMinutes } from '../../calls/call-minutes';

/** Here, because the ledger knows no calls and calls know no ledger's jobs. */
@Injectable()
export class AccountUsageProcessor extends JobProcessor<'account-usage'> {
  readonly job = 'account-usage';

  constructor(
    private readonly calls: CallsService,
    private readonly usage: UsageService,
    private readonly minutes: CallMinutes,
  ) {
    super();
  }

  async process({ organizationId, callId }: JobPayload<'account-usage'>): Promise<void> {
    await this.minutes.settle(organizationId, callId);
    if (await this.usage.isAccounted(organizationId, callId)) return;
    const call = await this.calls.endOf(organizationId, callId);
    if (!call) return;
    const events = await this.calls.events(organizationId, callId);
    await this.usage.recordCallUsage(organizationId, { callId, startedAt: call.startedAt }, events);
  }
}
