import { type DynamicModule, Injectable, Module } from '@nestjs/common';
import { JobProcessor } from '../../apps/api/src/platform/queue/job.processor';
import type { JobName } from '../../apps/api/src/platform/queue/jobs';

/** For jobs of features that a test leaves out: the workers want every job to have a processor. */
@Module({})
export class IdleProcessorsModule {
  static for(...jobs: JobName[]): DynamicModule {
    return { module: IdleProcessorsModule, providers: jobs.map(idle) };
  }
}

const idle = (name: JobName) => {
  @Injectable()
  class IdleProcessor extends JobProcessor {
    readonly job = name;
    async process(): Promise<void> {}
  }
  return IdleProcessor;
};
