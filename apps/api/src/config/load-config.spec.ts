import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError } from './config-error';
import { loadConfig } from './load-config';

const EXTERNAL = {
  DATABASE_URL: 'postgres://app:secret@db.example/sparline',
  SESSION_SECRET: 'a random text that is long enough to pass',
};

describe('Configuration', () => {
  it.each([
    ['PORT', 'http', 'PORT takes a whole number from 0 to 65535.'],
    ['PORT', '70000', 'PORT takes a whole number from 0 to 65535.'],
    ['PORT', '-1', 'PORT takes a whole number from 0 to 65535.'],
    [
      'PUBLIC_URL',
      'example.com',
      'PUBLIC_URL takes an address that begins with http:// or https://.',
    ],
    [
      'DATABASE_URL',
      'mysql://x/y',
      'DATABASE_URL takes an address that begins with postgres:// or postgresql://.',
    ],
    [
      'REDIS_URL',
      'localhost:6379',
      'REDIS_URL takes an address that begins with redis:// or rediss://.',
    ],
    ['SESSION_SECRET', 'short', 'SESSION_SECRET takes a random text of at least 32 characters.'],
    ['ADMIN_EMAIL', 'root', 'ADMIN_EMAIL takes an e-mail address.'],
    ['ADMIN_PASSWORD', 'short', 'ADMIN_PASSWORD takes a password of at least 10 characters.'],
    ['SEED_DEMO', 'maybe', 'SEED_DEMO takes 1 or 0.'],
    ['VOICE_ENGINE', 'magic', 'VOICE_ENGINE takes one of pipeline, realtime, scripted.'],
    [
      'LLM_PROVIDER',
      'openai,acme',
      'LLM_PROVIDER takes one or more of openai, gemini, none, separated by commas.',
    ],
    [
      'OPENAI_BASE_URL',
      'localhost:8000',
      'OPENAI_BASE_URL takes an address that begins with http:// or https://.',
    ],
    ['MAX_CONCURRENT_CALLS', '0', 'MAX_CONCURRENT_CALLS takes a whole number from 1 to 100000.'],
    ['FREE_CALL_MINUTES', 'three', 'FREE_CALL_MINUTES takes a number from 0 to 100000.'],
    ['RECORDING_CONSENT', 'yes', 'RECORDING_CONSENT takes one of announce, ask, off.'],
    [
      'SMTP_URL',
      'mail.example.com',
      'SMTP_URL takes an address that begins with smtp:// or smtps://.',
    ],
    ['LOG_LEVEL', 'loud', 'LOG_LEVEL takes one of fatal, error, warn, info, debug, trace, silent.'],
    [
      'TWILIO_PHONE_NUMBER',
      '555-1234',
      'TWILIO_PHONE_NUMBER takes a telephone number like +15551234567.',
    ],
    [
      'TWILIO_ACCOUNT_SID',
      'SK0123',
      'TWILIO_ACCOUNT_SID takes an account SID, which begins with AC.',
    ],
    [
      'OUTBOUND_COUNTRIES',
      'US,Atlantis',
      'OUTBOUND_COUNTRIES takes countries such as US or +44, separated by commas.',
    ],
    [
      'MAX_CALLS_PER_NUMBER_PER_HOUR',
      '0',
      'MAX_CALLS_PER_NUMBER_PER_HOUR takes a whole number from 1 to 10000.',
    ],
  ])('refuses %s=%s with one line that says what it takes', (name, value, message) => {
    const attempt = () => loadConfig({ ...EXTERNAL, [name]: value });
    expect(attempt).toThrow(ConfigError);
    expect(attempt).toThrow(new ConfigError(name, message.slice(`${name} takes `.length, -1)));
  });

  it('never repeats a value it refuses: it may be a secret in the wrong place', () => {
    expect(() => loadConfig({ ...EXTERNAL, SESSION_SECRET: 'hunter2' })).not.toThrow(/hunter2/);
  });

  it('treats an empty variable as unset', () => {
    expect(loadConfig({ ...EXTERNAL, PORT: '', LOG_LEVEL: '' })).toMatchObject({
      port: 3000,
      logLevel: 'info',
    });
  });

  it('needs a database and a secret when none comes along', () => {
    expect(() => loadConfig({})).toThrow(/^DATABASE_URL takes/);
    expect(() => loadConfig({ DATABASE_URL: EXTERNAL.DATABASE_URL })).toThrow(
      /^SESSION_SECRET takes/,
    );
  });

  it('listens to everybody and brings no samples with an external database', () => {
    expect(loadConfig(EXTERNAL)).toMatchObject({
      host: '0.0.0.0',
      seedDemo: false,
      embedded: false,
    });
  });

  it('reads an order of preference, spaces and all', () => {
    const { preferences } = loadConfig({ ...EXTERNAL, TTS_PROVIDER: 'openai, built_in' });
    expect(preferences.textToSpeech).toEqual(['openai', 'built_in']);
  });

  it.each<[NodeJS.ProcessEnv, string[]]>([
    [{}, []],
    [{ TWILIO_PHONE_NUMBER: '+442079460018' }, ['44']],
    [{ TWILIO_PHONE_NUMBER: '+15551234567' }, ['1']],
    [
      { TWILIO_PHONE_NUMBER: '+442079460018', OUTBOUND_COUNTRIES: 'us, +353,DO' },
      ['1', '353', '1809', '1829', '1849'],
    ],
  ])('lets calls go to the line’s own country, or where it is told: %j', (changes, codes) => {
    expect(loadConfig({ ...EXTERNAL, ...changes }).twilio.outboundCodes).toEqual(codes);
  });

  it('takes the slash off the end of an address', () => {
    expect(loadConfig({ ...EXTERNAL, PUBLIC_URL: 'https://voice.example/' }).publicUrl).toBe(
      'https://voice.example',
    );
  });

  describe('with the database that comes along', () => {
    let folder: string;
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'sparline-config-'));
    });
    afterEach(() => rmSync(folder, { recursive: true, force: true }));
    const load = (changes: NodeJS.ProcessEnv = {}) =>
      loadConfig(
        { DATA_DIR: join(folder, 'data'), ...changes },
        { embeddedDatabaseUrl: 'postgres://sparline@127.0.0.1:5/sparline' },
      );

    it('listens to this machine only and brings samples', () => {
      expect(load()).toMatchObject({ host: '127.0.0.1', seedDemo: true, embedded: true });
      expect(load({ SEED_DEMO: '0' }).seedDemo).toBe(false);
    });

    it('makes a secret once, keeps it, and shows it to nobody else', () => {
      const first = load().sessionSecret;
      const file = join(folder, 'data', 'session-secret');
      expect(first.length).toBeGreaterThanOrEqual(32);
      expect(load().sessionSecret).toBe(first);
      expect(readFileSync(file, 'utf8').trim()).toBe(first);
      expect(statSync(file).mode & 0o777).toBe(0o600);
    });

    it('makes none when one is given', () => {
      load({ SESSION_SECRET: EXTERNAL.SESSION_SECRET });
      expect(existsSync(join(folder, 'data', 'session-secret'))).toBe(false);
    });
  });
});
