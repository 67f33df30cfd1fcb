import { Injectable } from '@nestjs/common';
import { JobProcessor } from '../platform/queue/job.processor';
import { RecordingsService } from './recordings.service';

@Injectable()
export class SweepSpoolProcessor extends JobProcessor<'sweep-spool'> {
  readonly job = 'sweep-spool';

  constructor(private readonly recordings: RecordingsService) {
    super();
  }

  async process(): Promise<void> {
    await this.recordings.sweepSpool();
  }
}
