import { Injectable } from '@nestjs/common';
import { type JobContext, JobProcessor } from '../../platform/queue/job.processor';
import type { JobPayload } from '../../platform/queue/jobs';
import { FactsService } from './facts.service';

@Injectable()
export class RebuildFactsProcessor extends JobProcessor<'rebuild-facts'> {
  readonly job = 'rebuild-facts';

  constructor(private readonly facts: FactsService) {
    super();
  }

  async process(
    { organizationId }: JobPayload<'rebuild-facts'>,
    { signal }: JobContext,
  ): Promise<void> {
    await this.facts.rebuild(organizationId, signal);
  }
}
