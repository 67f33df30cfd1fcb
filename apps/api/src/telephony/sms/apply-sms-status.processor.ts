import { Injectable } from '@nestjs/common';
import { type JobContext, JobProcessor } from '../../platform/queue/job.processor';
import type { JobPayload } from '../../platform/queue/jobs';
import { SmsService } from './sms.service';

/** A report that came before the message it is about was known by Twilio's id. */
@Injectable()
export class ApplySmsStatusProcessor extends JobProcessor<'apply-sms-status'> {
  readonly job = 'apply-sms-status';

  constructor(private readonly messages: SmsService) {
    super();
  }

  async process(
    { twilioSid, status, errorCode }: JobPayload<'apply-sms-status'>,
    { isLastAttempt }: JobContext,
  ): Promise<void> {
    const outcome = await this.messages.applyStatus(twilioSid, status, errorCode);
    // Another service may send from the same account: what stays unknown is none of ours.
    if (outcome === 'unknown' && !isLastAttempt) throw new Error('The message is not known yet');
  }
}
