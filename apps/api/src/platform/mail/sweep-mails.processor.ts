import { Injectable } from '@nestjs/common';
import { JobProcessor } from '../queue/job.processor';
import { MailOutbox } from './mail-outbox';

@Injectable()
export class SweepMailsProcessor extends JobProcessor<'sweep-mails'> {
  readonly job = 'sweep-mails';

  constructor(private readonly outbox: MailOutbox) {
    super();
  }

  async process(): Promise<void> {
    await this.outbox.sweep();
  }
}
