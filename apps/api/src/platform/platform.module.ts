import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { ZodSerializerInterceptor, ZodValidationPipe } from 'nestjs-zod';
import type { AppConfig } from '../config/app-config';
import { ConfigModule } from '../config/config.module';
import { ClockModule } from './clock/clock.module';
import { DatabaseModule } from './database/database.module';
import { ErrorFilter } from './errors/error.filter';
import { LifecycleModule } from './lifecycle/lifecycle.module';
import { LoggingModule } from './logging/logging.module';
import { MailModule } from './mail/mail.module';
import { MetricsModule } from './metrics/metrics.module';
import { QueueModule } from './queue/queue.module';
import { StorageModule } from './storage/storage.module';

const ROOMS = [
  ClockModule,
  DatabaseModule,
  LifecycleModule,
  MailModule,
  MetricsModule,
  QueueModule,
  StorageModule,
];

/** The technical ground every process stands on. */
@Module({})
export class PlatformModule {
  static with(config: AppConfig): DynamicModule {
    return {
      module: PlatformModule,
      imports: [ConfigModule.with(config), LoggingModule.forRoot(), ...ROOMS],
      providers: [
        { provide: APP_FILTER, useClass: ErrorFilter },
        { provide: APP_PIPE, useClass: ZodValidationPipe },
        { provide: APP_INTERCEPTOR, useClass: ZodSerializerInterceptor },
      ],
    };
  }
}
