import pino from 'pino';
import pinoHttp from 'pino-http';
import type { AppConfig } from '../../config/app-config';
import { httpLogOptions, pathOf, REDACTED } from './http-log-options';

describe('What stands in the log', () => {
  it.each([
    ['/api/calls?q=what+was+said', '/api/calls'],
    ['/api/invitations/accept/secret-token', '/api/invitations/accept/[redacted]'],
    ['/reset-password/secret-token', '/reset-password/[redacted]'],
    ['/join/secret-token?x=1', '/join/[redacted]'],
    ['/api/calls/7b7c', '/api/calls/7b7c'],
  ])('shows %s as %s', (url, shown) => {
    expect(pathOf(url)).toBe(shown);
  });

  it('holds no secret and nothing that was said, however deep it was put', () => {
    const lines: string[] = [];
    const logger = pino(
      { redact: { paths: REDACTED, censor: '[redacted]' } },
      { write: (line: string) => void lines.push(line) },
    );
    logger.info({ password: 'p-1', member: { email: 'p-2' }, a: { b: { text: 'p-3' } } }, 'x');
    expect(lines.join()).not.toMatch(/p-\d/);
  });

  it('tells what failed, without the words that were in the query', () => {
    const lines: string[] = [];
    const { logger } = pinoHttp(httpLogOptions({ logLevel: 'info' } as AppConfig), {
      write: (line: string) => void lines.push(line),
    });
    const failure = Object.assign(new Error('duplicate key'), {
      code: '23505',
      parameters: ['what was said'],
      driverError: { detail: 'what was said' },
    });
    logger.error({ err: failure }, 'x');
    const { err } = JSON.parse(lines[0] ?? '') as { err: object };
    expect(err).toMatchObject({ type: 'Error', message: 'duplicate key', code: '23505' });
    expect(lines.join()).not.toContain('what was said');
  });
});
