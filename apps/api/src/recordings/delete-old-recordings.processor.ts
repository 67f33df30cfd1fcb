import { Injectable } from '@nestjs/common';
import { JobProcessor } from '../platform/queue/job.processor';
import { RecordingsService } from './recordings.service';

@Injectable()
export class DeleteOldRecordingsProcessor extends JobProcessor<'delete-old-recordings'> {
  readonly job = 'delete-old-recordings';

  constructor(private readonly recordings: RecordingsService) {
    super();
  }

  async process(): Promise<void> {
    await this.recordings.deleteExpired();
  }
}
