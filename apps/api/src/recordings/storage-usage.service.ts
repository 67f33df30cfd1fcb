import { Injectable, Logger } from '@nestjs/common';
import { AppConfig } from '../config/app-config';
import { Clock } from '../platform/clock/clock';
import { localDayOf } from '../platform/clock/local-day';
import { UsageService } from '../usage/usage.service';
import { StorageUsageRepository } from './storage-usage.repository';

const MEGABYTE = 1_000_000;

/** Writes down once a day, by the organization's own days, how much is kept. */
@Injectable()
export class StorageUsageService {
  private readonly logger = new Logger(StorageUsageService.name);

  constructor(
    private readonly kept: StorageUsageRepository,
    private readonly usage: UsageService,
    private readonly clock: Clock,
    private readonly config: AppConfig,
  ) {}

  /** Asked often, so that a machine that sleeps at night counts its days too; each day counts once. */
  async account(): Promise<void> {
    const now = this.clock.now();
    for (const { organizationId, timeZone, bytes } of await this.kept.list()) {
      try {
        await this.usage.record(organizationId, null, [
          {
            sourceId: `storage-${localDayOf(timeZone, now)}`,
            component: 'storage',
            provider: this.config.s3 ? 's3' : 'local',
            model: 'recordings',
            unit: 'megabyte_day',
            quantity: Math.ceil(bytes / MEGABYTE),
            estimated: false,
            purpose: 'storage',
            occurredAt: now,
          },
        ]);
      } catch (error) {
        this.logger.error({ err: error, organizationId }, 'Storage could not be accounted');
      }
    }
  }
}
