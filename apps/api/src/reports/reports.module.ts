import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module';
import { CallsModule } from '../calls/calls.module';
import { OrganizationsModule } from '../organizations/organizations.module';
import { RecordingsModule } from '../recordings/recordings.module';
import { ScoringModule } from '../scoring/scoring.module';
import { TasksModule } from '../tasks/tasks.module';
import { UsageModule } from '../usage/usage.module';
import { AfterCallFlow } from './after-call/after-call.flow';
import { CallCostsRepository } from './call-costs.repository';
import { CallDetailController } from './call-detail.controller';
import { CallDetailService } from './call-detail.service';
import { CallSumsRepository } from './call-sums.repository';
import { CallerReportController } from './caller-report.controller';
import { CallerReportRepository } from './caller-report.repository';
import { CallerReportService } from './caller-report.service';
import { DeletionReceiptFile } from './deletion-receipt-file';
import { DeletionReceiptsController } from './deletion-receipts.controller';
import { CostReportController } from './cost-report.controller';
import { CostReportService } from './cost-report.service';
import { ExportDrafts } from './exports/export-drafts';
import { ExportedCallsRepository } from './exports/exported-calls.repository';
import { ExportsController } from './exports/exports.controller';
import { ExportsRepository } from './exports/exports.repository';
import { ExportsService } from './exports/exports.service';
import { FactsRepository } from './facts/facts.repository';
import { FactsService } from './facts/facts.service';
import { FailuresRepository } from './failures.repository';
import { LatencyReportController } from './latency-report.controller';
import { LatencyReportRepository } from './latency-report.repository';
import { LatencyReportService } from './latency-report.service';
import { PhoneUsageController } from './phone-usage.controller';
import { PhoneUsageRepository } from './phone-usage.repository';
import { PhoneUsageService } from './phone-usage.service';
import { ProgressReportController } from './progress-report.controller';
import { ProgressReportRepository } from './progress-report.repository';
import { ProgressReportService } from './progress-report.service';
import { QualityReportController } from './quality-report.controller';
import { QualityReportService } from './quality-report.service';
import { ReportSumsService } from './report-sums.service';
import { MailingRepository } from './schedules/mailing.repository';
import { MailingsService } from './schedules/mailings.service';
import { ReportMails } from './schedules/report-mails';
import { ScheduleRepository } from './schedules/schedule.repository';
import { SchedulesController } from './schedules/schedules.controller';
import { SchedulesService } from './schedules/schedules.service';
import { SharedCallsController } from './shared-calls.controller';
import { SharedCallsReader } from './shared-calls.reader';
import { UsageReportController } from './usage-report.controller';
import { UsageLinesRepository } from './usage-lines.repository';
import { UsageReportService } from './usage-report.service';

@Module({
  imports: [
    AuthModule,
    TasksModule,
    OrganizationsModule,
    CallsModule,
    UsageModule,
    RecordingsModule,
    ScoringModule,
  ],
  controllers: [
    CallDetailController,
    UsageReportController,
    LatencyReportController,
    CostReportController,
    QualityReportController,
    ProgressReportController,
    ExportsController,
    SchedulesController,
    CallerReportController,
    SharedCallsController,
    PhoneUsageController,
    DeletionReceiptsController,
  ],
  providers: [
    AfterCallFlow,
    FactsService,
    FactsRepository,
    CallDetailService,
    UsageReportService,
    ReportSumsService,
    CallSumsRepository,
    UsageLinesRepository,
    CostReportService,
    CallCostsRepository,
    QualityReportService,
    FailuresRepository,
    ProgressReportService,
    ProgressReportRepository,
    ExportsService,
    ExportsRepository,
    ExportedCallsRepository,
    ExportDrafts,
    SchedulesService,
    ScheduleRepository,
    MailingsService,
    MailingRepository,
    ReportMails,
    LatencyReportService,
    LatencyReportRepository,
    CallerReportService,
    CallerReportRepository,
    SharedCallsReader,
    PhoneUsageService,
    PhoneUsageRepository,
    DeletionReceiptFile,
  ],
  exports: [
    AfterCallFlow,
    FactsService,
    ExportsService,
    ExportsRepository,
    ExportedCallsRepository,
    ExportDrafts,
    MailingsService,
  ],
})
export class ReportsModule {}
