import { type DynamicModule, Module, type ModuleMetadata } from '@nestjs/common';
import { AuthModule } from './auth/auth.module';
import { CallsModule } from './calls/calls.module';
import type { AppConfig } from './config/app-config';
import { GatewaysModule } from './gateways/gateways.module';
import { HealthModule } from './health/health.module';
import { JobsModule } from './jobs/jobs.module';
import { OrganizationsModule } from './organizations/organizations.module';
import { PersonasModule } from './personas/personas.module';
import { PlatformModule } from './platform/platform.module';
import { RecordingsModule } from './recordings/recordings.module';
import { ReportsModule } from './reports/reports.module';
import { ScoringModule } from './scoring/scoring.module';
import { TasksModule } from './tasks/tasks.module';
import { TelephonyModule } from './telephony/telephony.module';
import { UsageModule } from './usage/usage.module';
import { WorkerModule } from './worker.module';

export type Modules = NonNullable<ModuleMetadata['imports']>;

/** What answers requests, from the ground up. */
export const FEATURES: Modules = [
  AuthModule,
  TasksModule,
  JobsModule,
  OrganizationsModule,
  PersonasModule,
  UsageModule,
  TelephonyModule,
  CallsModule,
  GatewaysModule,
  RecordingsModule,
  ScoringModule,
  ReportsModule,
  HealthModule,
];

@Module({})
export class AppModule {
  static with(config: AppConfig): DynamicModule {
    return { module: AppModule, imports: [PlatformModule.with(config), ...FEATURES] };
  }
}

/** Everything in one process: what answers requests and what works on jobs. */
@Module({})
export class AllInOneModule {
  static with(config: AppConfig): DynamicModule {
    const imports = [PlatformModule.with(config), ...FEATURES, WorkerModule];
    return { module: AllInOneModule, imports };
  }
}
