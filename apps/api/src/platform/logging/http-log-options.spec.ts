import pino from 'pino';
import { pathOf, REDACTED } from './http-log-options';

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
});
