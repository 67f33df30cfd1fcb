import { Module } from '@nestjs/common';
import { FailedJobsRepository } from './failed-jobs.repository';
import { JobsController } from './jobs.controller';
import { JobsService } from './jobs.service';

@Module({
  controllers: [JobsController],
  providers: [JobsService, FailedJobsRepository],
})
export class JobsModule {}
