import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppConfig, type ConfigValues } from '../../apps/api/src/config/app-config';

/** Nothing from the environment, no vendor, a data folder of its own. */
export const testConfig = (databaseUrl: string, changes: Partial<ConfigValues> = {}): AppConfig =>
  new AppConfig({
    production: false,
    port: 0,
    host: '127.0.0.1',
    publicUrl: 'http://localhost:3000',
    trustedProxies: 0,
    dataDir: mkdtempSync(join(tmpdir(), 'sparline-test-data-')),
    databaseUrl,
    embedded: false,
    sessionSecret: 'a secret for tests, long enough to pass',
    admin: { email: 'admin@example.com', password: 'a password for tests' },
    seedDemo: false,
    providers: {
      openai: {},
      deepgram: {},
      cartesia: {},
      elevenlabs: {},
      assemblyai: {},
      gemini: {},
    },
    preferences: {},
    models: {},
    twilio: { outboundCodes: [] },
    calls: { maxConcurrent: 50, freeMinutes: 3, minChargedMinutes: 0.5, maxPerNumberPerHour: 10 },
    recordings: { retentionDays: 90, consent: 'announce' },
    mail: { from: 'Sparline <no-reply@example.com>' },
    logLevel: 'silent',
    ...changes,
  });
