import { Module } from '@nestjs/common';
import { AccountStorageProcessor } from './account-storage.processor';
import { DeleteOldRecordingsProcessor } from './deletion/delete-old-recordings.processor';
import { DeleteRecordingProcessor } from './deletion/delete-recording.processor';
import { ReconcileRecordingsProcessor } from './deletion/reconcile-recordings.processor';
import { MixRecordingProcessor } from './mix-recording.processor';
import { RecordingsModule } from './recordings.module';

@Module({
  imports: [RecordingsModule],
  providers: [
    MixRecordingProcessor,
    AccountStorageProcessor,
    DeleteRecordingProcessor,
    DeleteOldRecordingsProcessor,
    ReconcileRecordingsProcessor,
  ],
})
export class RecordingsWorkerModule {}
