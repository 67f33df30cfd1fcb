import { Global, Module } from '@nestjs/common';
import { JobQueue } from './job-queue';
import { QueueConnection } from './queue-connection';
import { QueueStatus } from './queue-status';

@Global()
@Module({
  providers: [QueueConnection, JobQueue, QueueStatus],
  exports: [QueueConnection, JobQueue, QueueStatus],
})
export class QueueModule {}
