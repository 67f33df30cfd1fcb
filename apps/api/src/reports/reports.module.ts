import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module';
import { CallsModule } from '../calls/calls.module';
import { RecordingsModule } from '../recordings/recordings.module';
import { ScoringModule } from '../scoring/scoring.module';
import { UsageModule } from '../usage/usage.module';
import { AfterCallFlow } from './after-call/after-call.flow';
import { CallDetailController } from './call-detail.controller';
import { CallDetailService } from './call-detail.service';
import { CallerReportController } from './caller-report.controller';
import { CallerReportRepository } from './caller-report.repository';
import { CallerReportService } from './caller-report.service';
import { DeletionReceiptFile } from './deletion-receipt-file';
import { DeletionReceiptsController } from './deletion-receipts.controller';
import { LatencyReportController } from './latency-report.controller';
import { LatencyReportRepository } from './latency-report.repository';
import { LatencyReportService } from './latency-report.service';
import { PhoneUsageController } from './phone-usage.controller';
import { PhoneUsageRepository } from './phone-usage.repository';
import { PhoneUsageService } from './phone-usage.service';
import { SharedCallsController } from './shared-calls.controller';
import { SharedCallsReader } from './shared-calls.reader';
import { UsageReportController } from './usage-report.controller';
import { UsageReportRepository } from './usage-report.repository';
import { UsageReportService } from './usage-report.service';

@Module({
  imports: [AuthModule, CallsModule, UsageModule, RecordingsModule, ScoringModule],
  controllers: [
    CallDetailController,
    UsageReportController,
    LatencyReportController,
    CallerReportController,
    SharedCallsController,
    PhoneUsageController,
    DeletionReceiptsController,
  ],
  providers: [
    AfterCallFlow,
    CallDetailService,
    UsageReportService,
    UsageReportRepository,
    LatencyReportService,
    LatencyReportRepository,
    CallerReportService,
    CallerReportRepository,
    SharedCallsReader,
    PhoneUsageService,
    PhoneUsageRepository,
    DeletionReceiptFile,
  ],
  exports: [AfterCallFlow],
})
export class ReportsModule {}
