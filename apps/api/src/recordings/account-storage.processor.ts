import { Injectable } from '@nestjs/common';
import { JobProcessor } from '../platform/queue/job.processor';
import { StorageUsageService } from './storage-usage.service';

@Injectable()
export class AccountStorageProcessor extends JobProcessor<'account-storage'> {
  readonly job = 'account-storage';

  constructor(private readonly storage: StorageUsageService) {
    super();
  }

  async process(): Promise<void> {
    await this.storage.account();
  }
}
