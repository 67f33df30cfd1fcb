import { Injectable } from '@nestjs/common';
import { type JobContext, JobProcessor } from '../../platform/queue/job.processor';
import type { JobPayload } from '../../platform/queue/jobs';
import { SmsService } from './sms.service';

@Injectable()
export class SendSmsProcessor extends JobProcessor<'send-sms'> {
  readonly job = 'send-sms';

  constructor(private readonly messages: SmsService) {
    super();
  }

  async process(
    { organizationId, smsId }: JobPayload<'send-sms'>,
    { isLastAttempt }: JobContext,
  ): Promise<void> {
    await this.messages.deliver({ organizationId, id: smsId }, { isLastAttempt });
  }
}
