import { Injectable } from '@nestjs/common';
import { JobProcessor } from '../platform/queue/job.processor';
import type { JobPayload } from '../platform/queue/jobs';
import { ScoringService } from './scoring.service';

@Injectable()
export class SummariseCallProcessor extends JobProcessor<'summarise-call'> {
  readonly job = 'summarise-call';

  constructor(private readonly scoring: ScoringService) {
    super();
  }

  async process({ organizationId, callId }: JobPayload<'summarise-call'>): Promise<void> {
    await this.scoring.summarise(organizationId, callId);
  }
}
