import { Injectable } from '@nestjs/common';
import { CallsService } from '../../calls/calls.service';
import { JobProcessor } from '../../platform/queue/job.processor';
import type { JobPayload } from '../../platform/queue/jobs';

/** Runs when every piece of work is done or has failed for good. */
@Injectable()
export class FinishCallProcessor extends JobProcessor<'finish-call'> {
  readonly job = 'finish-call';

  constructor(private readonly calls: CallsService) {
    super();
  }

  async process({ organizationId, callId }: JobPayload<'finish-call'>): Promise<void> {
    await this.calls.markReady(organizationId, callId);
  }
}
