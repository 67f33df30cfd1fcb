import { Injectable } from '@nestjs/common';
import { type JobContext, JobProcessor } from '../../platform/queue/job.processor';
import type { JobPayload } from '../../platform/queue/jobs';
import { FactsService } from './facts.service';

/** Every night: are the figures of every organization still what its records say? */
@Injectable()
export class CheckFactsProcessor extends JobProcessor<'check-facts'> {
  readonly job = 'check-facts';

  constructor(private readonly facts: FactsService) {
    super();
  }

  async process(_payload: JobPayload<'check-facts'>, { signal }: JobContext): Promise<void> {
    for (const organizationId of await this.facts.listChecked()) {
      await this.facts.check(organizationId, signal);
    }
  }
}
