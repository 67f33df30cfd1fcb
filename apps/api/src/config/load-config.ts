import { join, resolve } from 'node:path';
import { AppConfig, type ConfigValues } from './app-config';
import { ConfigError } from './config-error';
import { diallingCodeOf } from './dialling-codes';
import type { Env } from './env.schema';
import { readEnv } from './read-env';
import { keptSecret } from './session-secret';

export type StartOptions = {
  /** Where the database that comes along listens; without it `DATABASE_URL` is needed. */
  embeddedDatabaseUrl?: string;
};

/** Throws a `ConfigError`, whose message is the one line the operator needs. */
export const loadConfig = (source: NodeJS.ProcessEnv, options: StartOptions = {}): AppConfig => {
  const env = readEnv(source);
  const { embeddedDatabaseUrl } = options;
  const databaseUrl = embeddedDatabaseUrl ?? env.DATABASE_URL;
  if (databaseUrl === undefined) {
    throw new ConfigError(
      'DATABASE_URL',
      'postgres://user:password@host/database (or use npm start)',
    );
  }
  const embedded = embeddedDatabaseUrl !== undefined;
  const dataDir = resolve(env.DATA_DIR);
  return new AppConfig({
    ...addresses(env, embedded),
    production: env.NODE_ENV === 'production',
    dataDir,
    databaseUrl,
    embedded,
    redisUrl: env.REDIS_URL,
    s3: objectStore(env),
    sessionSecret: env.SESSION_SECRET ?? secretOf(dataDir, embedded),
    admin: { email: env.ADMIN_EMAIL, password: env.ADMIN_PASSWORD },
    seedDemo: env.SEED_DEMO ?? embedded,
    ...voices(env),
    twilio: telephoneLine(env),
    calls: {
      maxConcurrent: env.MAX_CONCURRENT_CALLS,
      freeMinutes: env.FREE_CALL_MINUTES,
      minChargedMinutes: env.MIN_CALL_DURATION,
      maxPerNumberPerHour: env.MAX_CALLS_PER_NUMBER_PER_HOUR,
    },
    recordings: { retentionDays: env.RECORDING_RETENTION_DAYS, consent: env.RECORDING_CONSENT },
    mail: { smtpUrl: env.SMTP_URL, from: env.MAIL_FROM },
    logLevel: env.LOG_LEVEL,
  });
};

const addresses = (env: Env, embedded: boolean) => ({
  port: env.PORT,
  host: env.HOST ?? (embedded ? '127.0.0.1' : '0.0.0.0'),
  publicUrl: env.PUBLIC_URL ?? `http://localhost:${env.PORT}`,
  trustedProxies: env.TRUST_PROXY,
});

const secretOf = (dataDir: string, embedded: boolean): string => {
  if (!embedded) throw new ConfigError('SESSION_SECRET', 'a random text of at least 32 characters');
  return keptSecret(join(dataDir, 'session-secret'));
};

const objectStore = (env: Env): ConfigValues['s3'] => {
  const { S3_BUCKET, S3_ENDPOINT, S3_REGION, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = env;
  if (S3_BUCKET === undefined) return undefined;
  const needed = { S3_ENDPOINT, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY };
  for (const [name, value] of Object.entries(needed)) {
    if (value === undefined) throw new ConfigError(name, 'a value, because S3_BUCKET is set');
  }
  return {
    bucket: S3_BUCKET,
    endpoint: S3_ENDPOINT ?? '',
    region: S3_REGION ?? 'us-east-1',
    accessKeyId: S3_ACCESS_KEY_ID ?? '',
    secretAccessKey: S3_SECRET_ACCESS_KEY ?? '',
  };
};

const telephoneLine = (env: Env): ConfigValues['twilio'] => {
  const own = env.TWILIO_PHONE_NUMBER && diallingCodeOf(env.TWILIO_PHONE_NUMBER);
  return {
    accountSid: env.TWILIO_ACCOUNT_SID,
    authToken: env.TWILIO_AUTH_TOKEN,
    phoneNumber: env.TWILIO_PHONE_NUMBER,
    baseUrl: env.TWILIO_BASE_URL,
    outboundCodes: env.OUTBOUND_COUNTRIES ?? (own ? [own] : []),
  };
};

const voices = (env: Env): Pick<ConfigValues, 'providers' | 'preferences' | 'models'> => ({
  providers: {
    openai: { apiKey: env.OPENAI_API_KEY, baseUrl: env.OPENAI_BASE_URL },
    deepgram: { apiKey: env.DEEPGRAM_API_KEY, baseUrl: env.DEEPGRAM_BASE_URL },
    cartesia: { apiKey: env.CARTESIA_API_KEY, baseUrl: env.CARTESIA_BASE_URL },
    elevenlabs: { apiKey: env.ELEVENLABS_API_KEY, baseUrl: env.ELEVENLABS_BASE_URL },
    assemblyai: { apiKey: env.ASSEMBLYAI_API_KEY, baseUrl: env.ASSEMBLYAI_BASE_URL },
    gemini: { apiKey: env.GEMINI_API_KEY, baseUrl: env.GEMINI_BASE_URL },
  },
  preferences: {
    engine: env.VOICE_ENGINE,
    speechToText: env.STT_PROVIDER,
    languageModel: env.LLM_PROVIDER,
    textToSpeech: env.TTS_PROVIDER,
  },
  models: {
    speechToText: env.STT_MODEL,
    languageModel: env.LLM_MODEL,
    textToSpeech: env.TTS_MODEL,
    realtime: env.REALTIME_MODEL,
    scoring: env.SCORING_MODEL,
  },
});
