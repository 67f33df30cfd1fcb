import { type DynamicModule, Module } from '@nestjs/common';
import { CallsWorkerModule } from './calls/calls-worker.module';
import type { AppConfig } from './config/app-config';
import { PlatformModule } from './platform/platform.module';
import { MailWorkerModule } from './platform/mail/mail-worker.module';
import { JobWorkersModule } from './platform/queue/job-workers.module';
import { QueueWorkerModule } from './platform/queue/queue-worker.module';
import { RecordingsWorkerModule } from './recordings/recordings-worker.module';
import { ReportsWorkerModule } from './reports/reports-worker.module';
import { ScoringWorkerModule } from './scoring/scoring-worker.module';
import { TasksWorkerModule } from './tasks/tasks-worker.module';
import { TelephonyWorkerModule } from './telephony/telephony-worker.module';
import { UsageWorkerModule } from './usage/usage-worker.module';

/** Every job's processor, by the modules that declare them, and the workers that feed them. */
@Module({
  imports: [
    TasksWorkerModule,
    UsageWorkerModule,
    TelephonyWorkerModule,
    CallsWorkerModule,
    RecordingsWorkerModule,
    ScoringWorkerModule,
    ReportsWorkerModule,
    QueueWorkerModule,
    MailWorkerModule,
    JobWorkersModule,
  ],
})
export class WorkerModule {}

/** The worker as a process of its own. */
@Module({})
export class WorkerProcessModule {
  static with(config: AppConfig): DynamicModule {
    return { module: WorkerProcessModule, imports: [PlatformModule.with(config), WorkerModule] };
  }
}
