import { Module } from '@nestjs/common';
import { SweepJobsProcessor } from './sweep-jobs.processor';

@Module({ providers: [SweepJobsProcessor] })
export class QueueWorkerModule {}
