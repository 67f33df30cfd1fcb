import { Injectable } from '@nestjs/common';
import { FailedJobs } from './failed-jobs';
import { JobProcessor } from './job.processor';

/** A process that was killed as a job failed has not written it down. */
@Injectable()
export class SweepJobsProcessor extends JobProcessor<'sweep-jobs'> {
  readonly job = 'sweep-jobs';

  constructor(private readonly failed: FailedJobs) {
    super();
  }

  async process(): Promise<void> {
    await this.failed.sweep();
  }
}
