import { Injectable } from '@nestjs/common';
import { JobProcessor } from '../../platform/queue/job.processor';
import { PricingRunsService } from './pricing-runs.service';

@Injectable()
export class SweepPricingProcessor extends JobProcessor<'sweep-pricing'> {
  readonly job = 'sweep-pricing';

  constructor(private readonly runs: PricingRunsService) {
    super();
  }

  async process(): Promise<void> {
    await this.runs.sweep();
  }
}
