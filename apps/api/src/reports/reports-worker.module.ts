import { Module } from '@nestjs/common';
import { CallsModule } from '../calls/calls.module';
import { TasksModule } from '../tasks/tasks.module';
import { UsageModule } from '../usage/usage.module';
import { AccountUsageProcessor } from './after-call/account-usage.processor';
import { AfterCallProcessor } from './after-call/after-call.processor';
import { FinishCallProcessor } from './after-call/finish-call.processor';
import { SweepCallsProcessor } from './after-call/sweep-calls.processor';
import { ExportCallsRunner } from './exports/export-calls.runner';
import { CheckFactsProcessor } from './facts/check-facts.processor';
import { RebuildFactsProcessor } from './facts/rebuild-facts.processor';
import { RefreshFactsProcessor } from './facts/refresh-facts.processor';
import { ReportsModule } from './reports.module';
import { SendReportProcessor } from './schedules/send-report.processor';
import { SweepReportsProcessor } from './schedules/sweep-reports.processor';

@Module({
  imports: [ReportsModule, CallsModule, TasksModule, UsageModule],
  providers: [
    AfterCallProcessor,
    AccountUsageProcessor,
    FinishCallProcessor,
    SweepCallsProcessor,
    RefreshFactsProcessor,
    RebuildFactsProcessor,
    CheckFactsProcessor,
    ExportCallsRunner,
    SendReportProcessor,
    SweepReportsProcessor,
  ],
})
export class ReportsWorkerModule {}
