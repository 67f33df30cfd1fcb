import { Injectable } from '@nestjs/common';
import { JobProcessor } from '../../platform/queue/job.processor';
import type { JobPayload } from '../../platform/queue/jobs';
import { RecordingDeletion } from './recording-deletion.service';

@Injectable()
export class DeleteRecordingProcessor extends JobProcessor<'delete-recording'> {
  readonly job = 'delete-recording';

  constructor(private readonly deletion: RecordingDeletion) {
    super();
  }

  async process({ organizationId, callId }: JobPayload<'delete-recording'>): Promise<void> {
    await this.deletion.finishCall(organizationId, callId);
  }
}
