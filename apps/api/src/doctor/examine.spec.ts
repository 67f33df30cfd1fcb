import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { failed, passed, warned } from './check';
import { examine } from './examine';
import { isWell, reportOf } from './report';

describe('An examination', () => {
  let dataDir: string;
  beforeEach(() => (dataDir = mkdtempSync(join(tmpdir(), 'doctor-'))));
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));
  const env = (changes: NodeJS.ProcessEnv = {}) => ({
    DATA_DIR: dataDir,
    PUBLIC_URL: 'http://127.0.0.1:1',
    ...changes,
  });
  const find = async (changes: NodeJS.ProcessEnv, name: string) =>
    (await examine(env(changes))).find((check) => check.name === name);

  it('finds nothing wrong with what comes along, and makes no secret on its way', async () => {
    const checks = await examine(env());
    expect(isWell(checks)).toBe(true);
    expect(checks.map(({ name }) => name)).toEqual([
      'Configuration',
      'Database',
      'Job queue',
      'Storage',
      'Providers',
      'E-mail',
      'Twilio account',
      'Public address',
      'Running service',
    ]);
    expect(existsSync(join(dataDir, 'session-secret'))).toBe(false);
  });

  it('stops at a configuration that makes no sense', async () => {
    const checks = await examine(env({ PORT: 'http' }));
    expect(checks).toEqual([
      expect.objectContaining({
        name: 'Configuration',
        state: 'failed',
        says: 'PORT takes a whole number from 0 to 65535.',
      }),
    ]);
  });

  it('sees a folder that cannot be written to', async () => {
    const file = join(dataDir, 'file');
    writeFileSync(file, '');
    expect(await find({ DATA_DIR: file }, 'Storage')).toMatchObject({
      state: 'failed',
      fix: expect.stringContaining('DATA_DIR'),
    });
  });

  it('sees a store, a database and a Redis that are not there, and repeats no password', async () => {
    const s3 = {
      S3_BUCKET: 'calls',
      S3_ENDPOINT: 'http://127.0.0.1:1',
      S3_ACCESS_KEY_ID: 'id',
      S3_SECRET_ACCESS_KEY: 'hunter2',
    };
    const checks = await examine(
      env({
        ...s3,
        DATABASE_URL: 'postgres://app:hunter2@127.0.0.1:1/sparline',
        SESSION_SECRET: 'hunter2 hunter2 hunter2 hunter2 hunter2',
        REDIS_URL: 'redis://:hunter2@127.0.0.1:1',
      }),
    );
    const wrong = checks.filter(({ state }) => state === 'failed');
    expect(wrong.map(({ name }) => name)).toEqual(['Database', 'Job queue', 'Storage']);
    expect(JSON.stringify(checks)).not.toContain('hunter2');
  });
});

describe('The report of an examination', () => {
  const checks = [
    passed('Database', 'fine'),
    warned('E-mail', 'in a folder', 'Set SMTP_URL.'),
    failed('OpenAI', 'refused (401)', 'Check OPENAI_API_KEY.'),
  ];

  it('says in signs and words how each thing is, and what to do', () => {
    expect(reportOf(checks, false)).toBe(
      [
        '✓ ok     Database  fine',
        '! note   E-mail    in a folder',
        '                   Set SMTP_URL.',
        '✗ wrong  OpenAI    refused (401)',
        '                   Check OPENAI_API_KEY.',
        '',
        '1 wrong, 1 to note.',
      ].join('\n'),
    );
  });

  it('is coloured on a terminal only', () => {
    expect(reportOf(checks, true)).toContain('\u001b[31m✗ wrong\u001b[0m');
    expect(reportOf(checks, false)).not.toContain('\u001b');
  });

  it('is well with notes alone', () => {
    expect(isWell(checks)).toBe(false);
    expect(isWell(checks.slice(0, 2))).toBe(true);
  });
});
