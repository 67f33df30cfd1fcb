import { Module } from '@nestjs/common';
import { AccountStorageProcessor } from './account-storage.processor';
import { DeleteOldRecordingsProcessor } from './deletion/delete-old-recordings.processor';
import { DeleteRecordingProcessor } from './deletion/delete-recording.processor';
import { ReconcileRecordingsProcessor } from './deletion/reconcile-recordings.processor';
import { MixRecordingProcessor } from './mix-recording.processor';
import { RecordingsModule } from './recordings.module';
import { SweepSpoolProcessor } from './sweep-spool.processor';

@Module({
  imports: [RecordingsModule],
  providers: [
    MixRecordingProcessor,
    AccountStorageProcessor,
    DeleteRecordingProcessor,
    DeleteOldRecordingsProcessor,
    ReconcileRecordingsProcessor,
    SweepSpoolProcessor,
  ],
})
export class RecordingsWorkerModule {}
