import { Injectable } from '@nestjs/common';
import { JobProcessor } from '../../platform/queue/job.processor';
import type { JobPayload } from '../../platform/queue/jobs';
import { DueRingsService } from './due-rings.service';

@Injectable()
export class RingTraineeProcessor extends JobProcessor<'ring-trainee'> {
  readonly job = 'ring-trainee';

  constructor(private readonly rings: DueRingsService) {
    super();
  }

  async process({ organizationId, lineId }: JobPayload<'ring-trainee'>): Promise<void> {
    await this.rings.ring(organizationId, lineId);
  }
}
