import { Injectable } from '@nestjs/common';
import { JobProcessor } from '../../platform/queue/job.processor';
import { RecordingRetention } from './recording-retention.service';

@Injectable()
export class DeleteOldRecordingsProcessor extends JobProcessor<'delete-old-recordings'> {
  readonly job = 'delete-old-recordings';

  constructor(private readonly retention: RecordingRetention) {
    super();
  }

  async process(): Promise<void> {
    await this.retention.deleteExpired();
  }
}
