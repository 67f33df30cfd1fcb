import { Injectable } from '@nestjs/common';
import { type JobContext, JobProcessor } from '../../platform/queue/job.processor';
import type { JobPayload } from '../../platform/queue/jobs';
import { MailingsService } from './mailings.service';

@Injectable()
export class SendReportProcessor extends JobProcessor<'send-report'> {
  readonly job = 'send-report';

  constructor(private readonly mailings: MailingsService) {
    super();
  }

  async process(
    { organizationId, mailingId }: JobPayload<'send-report'>,
    context: JobContext,
  ): Promise<void> {
    await this.mailings.deliver({ organizationId, id: mailingId }, context);
  }
}
