import type { Options } from 'pino-http';
import type { AppConfig } from '../../config/app-config';

/** Wherever an object is logged, these never are: secrets, what was said, and who was called. */
export const REDACTED = [
  'password',
  'token',
  'secret',
  'apiKey',
  'authorization',
  'cookie',
  'text',
  'transcript',
  'brief',
  'phone',
  'email',
].flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);

export const httpLogOptions = (config: AppConfig): Options => ({
  level: config.logLevel,
  genReqId: (request) => request.id,
  redact: { paths: REDACTED, censor: '[redacted]' },
  serializers: {
    req: (request: { id: unknown; method: string; url: string }) => ({
      id: request.id,
      method: request.method,
      path: pathOf(request.url),
    }),
    err: describeError,
    res: (response: { statusCode: number }) => ({ status: response.statusCode }),
  },
  autoLogging: { ignore: (request) => isProbe(request.url ?? '') },
  customLogLevel: (_request, response, error) => levelOf(response.statusCode, error),
});

type LoggedError = Partial<
  Record<'type' | 'name' | 'message' | 'stack' | 'code' | 'status', unknown>
>;

/**
 * No more than these: a failed query carries its parameters, a vendor's error the whole exchange, and
 * so what people said.
 */
const describeError = ({ type, name, message, stack, code, status }: LoggedError) => ({
  type: type ?? name,
  message,
  stack,
  code,
  status,
});

/** One-time tokens stand in queries, and in the last part of two kinds of links. */
export const pathOf = (url: string): string =>
  url.replace(/\?.*$/, '').replace(/\/(accept|reset-password|join)\/[^/]+/, '/$1/[redacted]');

const isProbe = (url: string): boolean => /^\/(health|metrics|_app\/)/.test(url);

const levelOf = (status: number, error: Error | undefined) => {
  if (error || status >= 500) return 'error';
  return status >= 400 ? 'info' : 'debug';
};
