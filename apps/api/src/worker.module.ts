import { type DynamicModule, Module } from '@nestjs/common';
import type { AppConfig } from './config/app-config';
import { JobWorkersModule } from './platform/queue/job-workers.module';
import { PlatformModule } from './platform/platform.module';

/** Every job's processor, by the modules that declare them, and the workers that feed them. */
@Module({ imports: [JobWorkersModule] })
export class WorkerModule {}

/** The worker as a process of its own. */
@Module({})
export class WorkerProcessModule {
  static with(config: AppConfig): DynamicModule {
    return { module: WorkerProcessModule, imports: [PlatformModule.with(config), WorkerModule] };
  }
}
