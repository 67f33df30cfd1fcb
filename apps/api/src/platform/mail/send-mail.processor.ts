import { Injectable } from '@nestjs/common';
import { JobProcessor } from '../queue/job.processor';
import type { JobPayload } from '../queue/jobs';
import { MailOutbox } from './mail-outbox';

@Injectable()
export class SendMailProcessor extends JobProcessor<'send-mail'> {
  readonly job = 'send-mail';

  constructor(private readonly outbox: MailOutbox) {
    super();
  }

  async process({ organizationId, mailId }: JobPayload<'send-mail'>): Promise<void> {
    await this.outbox.deliver({ organizationId, id: mailId });
  }
}
