import { Injectable } from '@nestjs/common';
import { JobProcessor } from '../platform/queue/job.processor';
import type { JobPayload } from '../platform/queue/jobs';
import { ScoringService } from './scoring.service';

@Injectable()
export class ScoreCallProcessor extends JobProcessor<'score-call'> {
  readonly job = 'score-call';

  constructor(private readonly scoring: ScoringService) {
    super();
  }

  async process({ organizationId, callId }: JobPayload<'score-call'>): Promise<void> {
    await this.scoring.score(organizationId, callId);
  }
}
