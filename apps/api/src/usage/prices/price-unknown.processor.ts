import { Injectable } from '@nestjs/common';
import { type JobContext, JobProcessor } from '../../platform/queue/job.processor';
import type { JobPayload } from '../../platform/queue/jobs';
import { PricingRunsService } from './pricing-runs.service';

@Injectable()
export class PriceUnknownProcessor extends JobProcessor<'price-unknown'> {
  readonly job = 'price-unknown';

  constructor(private readonly runs: PricingRunsService) {
    super();
  }

  async process(
    { organizationId, runId }: JobPayload<'price-unknown'>,
    { signal }: JobContext,
  ): Promise<void> {
    await this.runs.work({ organizationId, id: runId }, signal);
  }
}
