import { Injectable } from '@nestjs/common';
import { JobProcessor } from '../../platform/queue/job.processor';
import { RecordingReconciler } from './recording-reconciler.service';

@Injectable()
export class ReconcileRecordingsProcessor extends JobProcessor<'reconcile-recordings'> {
  readonly job = 'reconcile-recordings';

  constructor(private readonly reconciler: RecordingReconciler) {
    super();
  }

  async process(): Promise<void> {
    await this.reconciler.reconcile();
  }
}
