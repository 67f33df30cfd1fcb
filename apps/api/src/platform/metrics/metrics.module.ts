import { Global, Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { ActiveCalls } from './active-calls';
import { ActiveStreams } from './active-streams';
import { HttpMetricsInterceptor } from './http-metrics.interceptor';
import { Metrics } from './metrics';

@Global()
@Module({
  providers: [
    Metrics,
    ActiveCalls,
    ActiveStreams,
    { provide: APP_INTERCEPTOR, useClass: HttpMetricsInterceptor },
  ],
  exports: [Metrics, ActiveCalls, ActiveStreams],
})
export class MetricsModule {}
