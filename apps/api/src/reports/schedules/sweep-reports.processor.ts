import { Injectable } from '@nestjs/common';
import { JobProcessor } from '../../platform/queue/job.processor';
import { ExportsService } from '../exports/exports.service';
import { MailingsService } from './mailings.service';

/** Mails what is due, sets lost mails going again and takes away what has expired. */
@Injectable()
export class SweepReportsProcessor extends JobProcessor<'sweep-reports'> {
  readonly job = 'sweep-reports';

  constructor(
    private readonly mailings: MailingsService,
    private readonly exports: ExportsService,
  ) {
    super();
  }

  async process(): Promise<void> {
    await this.mailings.sweep();
    await this.exports.sweep();
  }
}
