import { Injectable, Logger } from '@nestjs/common';
import { JobProcessor } from '../../platform/queue/job.processor';
import { JobQueue } from '../../platform/queue/job-queue';
import { FactsService } from './facts.service';

/** Takes in what changed since a call was finished, such as a charge that came a day later. */
@Injectable()
export class RefreshFactsProcessor extends JobProcessor<'refresh-facts'> {
  readonly job = 'refresh-facts';
  private readonly logger = new Logger(RefreshFactsProcessor.name);

  constructor(
    private readonly facts: FactsService,
    private readonly jobs: JobQueue,
  ) {
    super();
  }

  async process(): Promise<void> {
    for (const organizationId of await this.facts.listRebuilds()) {
      const jobId = `rebuild-facts-${organizationId}`;
      await this.jobs.add('rebuild-facts', { organizationId }, { jobId });
    }
    for (const organizationId of await this.facts.listStale()) {
      await this.tryOn(organizationId);
    }
  }

  /** One organization that cannot be brought up to date must not keep the others waiting. */
  private async tryOn(organizationId: string): Promise<void> {
    try {
      await this.facts.refresh(organizationId);
    } catch (error) {
      this.logger.error({ err: error, organizationId }, 'Reports could not be brought up to date');
    }
  }
}
