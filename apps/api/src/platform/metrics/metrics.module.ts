import { Global, Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { ActiveCalls } from './active-calls';
import { HttpMetricsInterceptor } from './http-metrics.interceptor';
import { Metrics } from './metrics';

@Global()
@Module({
  providers: [Metrics, ActiveCalls, { provide: APP_INTERCEPTOR, useClass: HttpMetricsInterceptor }],
  exports: [Metrics, ActiveCalls],
})
export class MetricsModule {}
