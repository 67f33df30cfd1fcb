import { Injectable } from '@nestjs/common';
import { JobProcessor } from '../platform/queue/job.processor';
import type { JobPayload } from '../platform/queue/jobs';
import { RecordingsService } from './recordings.service';

@Injectable()
export class MixRecordingProcessor extends JobProcessor<'mix-recording'> {
  readonly job = 'mix-recording';

  constructor(private readonly recordings: RecordingsService) {
    super();
  }

  async process({ organizationId, callId }: JobPayload<'mix-recording'>): Promise<void> {
    await this.recordings.mix(organizationId, callId);
  }
}
