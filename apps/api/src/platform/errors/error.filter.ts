import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AppError } from './app-error';
import { problemOf } from './problem';
import { translateError } from './translate-error';

/** The one place where errors become answers. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger(ErrorFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    if (host.getType() !== 'http') {
      this.logger.error({ err: error }, 'An error outside of a request');
      return;
    }
    const request = host.switchToHttp().getRequest<Request & { id?: string }>();
    const response = host.switchToHttp().getResponse<Response>();
    sendProblem({ error, request, response, logger: this.logger });
  }
}

export type FailedRequest = {
  error: unknown;
  request: Request & { id?: unknown };
  response: Response;
  logger: Logger;
};

export const sendProblem = ({ error, request, response, logger }: FailedRequest): void => {
  const parts = translateError(error);
  const requestId = typeof request.id === 'string' ? request.id : undefined;
  if (parts.status >= 500) logger.error({ err: error, requestId }, 'A request failed');
  if (response.headersSent) {
    // Half an answer is out: only a broken connection tells the client that it is not the whole.
    response.destroy();
    return;
  }
  if (error instanceof AppError && error.retryAfterMs !== undefined) {
    response.setHeader('Retry-After', Math.ceil(error.retryAfterMs / 1000));
  }
  response
    .status(parts.status)
    .type('application/problem+json')
    .send(JSON.stringify(problemOf(parts, requestId)));
};
