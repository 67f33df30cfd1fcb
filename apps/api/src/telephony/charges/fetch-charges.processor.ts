import { Injectable } from '@nestjs/common';
import { type JobContext, JobProcessor } from '../../platform/queue/job.processor';
import type { JobPayload } from '../../platform/queue/jobs';
import { CarrierChargesService } from './carrier-charges.service';

@Injectable()
export class FetchChargesProcessor extends JobProcessor<'fetch-charges'> {
  readonly job = 'fetch-charges';

  constructor(private readonly charges: CarrierChargesService) {
    super();
  }

  async process(_payload: JobPayload<'fetch-charges'>, { signal }: JobContext): Promise<void> {
    await this.charges.fetchDue(signal);
  }
}
