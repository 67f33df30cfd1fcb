import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CallsModule } from '../calls/calls.module';
import { OrganizationsModule } from '../organizations/organizations.module';
import { DeletionReceiptEntity } from './deletion/deletion-receipt.entity';
import { DeletionReceiptRepository } from './deletion/deletion-receipt.repository';
import { DeletionReceiptsService } from './deletion/deletion-receipts.service';
import { RecordingDeletion } from './deletion/recording-deletion.service';
import { RecordingReconciler } from './deletion/recording-reconciler.service';
import { RecordingRetentionRepository } from './deletion/recording-retention.repository';
import { RecordingRetention } from './deletion/recording-retention.service';
import { RecordingStockController } from './deletion/recording-stock.controller';
import { LinkedRecordingsController } from './links/linked-recordings.controller';
import { RecordingLinks } from './links/recording-links.service';
import { RecordingMixer } from './recording-mixer';
import { RecordingEntity } from './recording.entity';
import { RecordingRepository } from './recording.repository';
import { UsageModule } from '../usage/usage.module';
import { SpoolSweep } from './spool-sweep.service';
import { StorageUsageRepository } from './storage-usage.repository';
import { StorageUsageService } from './storage-usage.service';
import { RecordingsController } from './recordings.controller';
import { RecordingsService } from './recordings.service';

@Module({
  imports: [
    TypeOrmModule.forFeature([RecordingEntity, DeletionReceiptEntity]),
    OrganizationsModule,
    CallsModule,
    UsageModule,
  ],
  controllers: [RecordingsController, LinkedRecordingsController, RecordingStockController],
  providers: [
    RecordingsService,
    RecordingRepository,
    RecordingMixer,
    SpoolSweep,
    StorageUsageService,
    StorageUsageRepository,
    RecordingLinks,
    RecordingDeletion,
    RecordingRetention,
    RecordingRetentionRepository,
    RecordingReconciler,
    DeletionReceiptsService,
    DeletionReceiptRepository,
  ],
  exports: [
    RecordingsService,
    SpoolSweep,
    StorageUsageService,
    RecordingDeletion,
    RecordingRetention,
    RecordingReconciler,
    DeletionReceiptsService,
  ],
})
export class RecordingsModule {}
