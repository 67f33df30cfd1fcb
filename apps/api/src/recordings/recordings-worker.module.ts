import { Module } from '@nestjs/common';
import { DeleteOldRecordingsProcessor } from './delete-old-recordings.processor';
import { MixRecordingProcessor } from './mix-recording.processor';
import { RecordingsModule } from './recordings.module';

@Module({
  imports: [RecordingsModule],
  providers: [MixRecordingProcessor, DeleteOldRecordingsProcessor],
})
export class RecordingsWorkerModule {}
