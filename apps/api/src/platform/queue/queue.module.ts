import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { FailedJobEntity } from './failed-job.entity';
import { FailedJobRepository } from './failed-job.repository';
import { FailedJobs } from './failed-jobs';
import { JobQueue } from './job-queue';
import { QueueConnection } from './queue-connection';
import { QueueStatus } from './queue-status';

@Global()
@Module({
  imports: [TypeOrmModule.forFeature([FailedJobEntity])],
  providers: [QueueConnection, JobQueue, QueueStatus, FailedJobs, FailedJobRepository],
  exports: [QueueConnection, JobQueue, QueueStatus, FailedJobs],
})
export class QueueModule {}
