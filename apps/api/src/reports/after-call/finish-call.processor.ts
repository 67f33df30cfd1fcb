import { Injectable, Logger } from '@nestjs/common';
import { CallsService } from '../../calls/calls.service';
import { JobProcessor } from '../../platform/queue/job.processor';
import type { JobPayload } from '../../platform/queue/jobs';
import { FactsService } from '../facts/facts.service';

/** Runs when every piece of work is done or has failed for good. */
@Injectable()
export class FinishCallProcessor extends JobProcessor<'finish-call'> {
  readonly job = 'finish-call';
  private readonly logger = new Logger(FinishCallProcessor.name);

  constructor(
    private readonly calls: CallsService,
    private readonly facts: FactsService,
  ) {
    super();
  }

  async process({ organizationId, callId }: JobPayload<'finish-call'>): Promise<void> {
    await this.takeIntoReports(organizationId, callId);
    await this.calls.markReady(organizationId, callId);
  }

  /** Before it is called ready, so that reports know a call that is. They are no reason to hold it up. */
  private async takeIntoReports(organizationId: string, callId: string): Promise<void> {
    try {
      await this.facts.refresh(organizationId);
    } catch (error) {
      this.logger.error({ err: error, callId }, 'A call is not in the reports yet');
    }
  }
}
