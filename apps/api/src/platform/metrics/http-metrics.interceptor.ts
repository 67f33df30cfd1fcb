import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
} from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Observable } from 'rxjs';
import { Metrics } from './metrics';

type Routed = Pick<Request, 'method'> & { route?: { path?: string } };

@Injectable()
export class HttpMetricsInterceptor implements NestInterceptor {
  constructor(private readonly metrics: Metrics) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType() !== 'http') return next.handle();
    const request = context.switchToHttp().getRequest<Routed>();
    const response = context.switchToHttp().getResponse<Response>();
    const stop = this.metrics.httpDurationS.startTimer();
    response.once('close', () =>
      stop({
        method: request.method,
        route: request.route?.path ?? 'unknown',
        status: response.statusCode,
      }),
    );
    return next.handle();
  }
}
