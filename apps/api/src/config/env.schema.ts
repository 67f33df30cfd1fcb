import { z } from 'zod';
import { address, countries, flag, number, oneOf, preference, wholeNumber } from './env.fields';

export const RECOGNISERS = ['deepgram', 'assemblyai', 'openai', 'none'] as const;
export const LANGUAGE_MODELS = ['openai', 'gemini', 'none'] as const;
export const VOICES = ['cartesia', 'elevenlabs', 'deepgram', 'openai', 'built_in', 'none'] as const;
export const ENGINES = ['pipeline', 'realtime', 'scripted'] as const;
export const CONSENTS = ['announce', 'ask', 'off'] as const;
export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const text = z.string();
const origin = address('http', 'https').optional();

/** The environment as operators write it; docs/operations.md says the same in words. */
export const Env = z.object({
  NODE_ENV: text.optional(),
  PORT: wholeNumber(0, 65_535).default(3000),
  HOST: text.optional(),
  PUBLIC_URL: origin,
  TRUST_PROXY: wholeNumber(0, 10).default(0),
  DATA_DIR: text.default('.data'),
  DATABASE_URL: address('postgres', 'postgresql').optional(),
  REDIS_URL: address('redis', 'rediss').optional(),
  S3_ENDPOINT: origin,
  S3_REGION: text.optional(),
  S3_BUCKET: text.optional(),
  S3_ACCESS_KEY_ID: text.optional(),
  S3_SECRET_ACCESS_KEY: text.optional(),
  SESSION_SECRET: text.min(32, 'a random text of at least 32 characters').optional(),
  ADMIN_EMAIL: z.email('an e-mail address').default('admin@sparline.local'),
  ADMIN_PASSWORD: text.min(10, 'a password of at least 10 characters').optional(),
  SEED_DEMO: flag.optional(),
  OPENAI_API_KEY: text.optional(),
  OPENAI_BASE_URL: origin,
  DEEPGRAM_API_KEY: text.optional(),
  DEEPGRAM_BASE_URL: origin,
  CARTESIA_API_KEY: text.optional(),
  CARTESIA_BASE_URL: origin,
  ELEVENLABS_API_KEY: text.optional(),
  ELEVENLABS_BASE_URL: origin,
  ASSEMBLYAI_API_KEY: text.optional(),
  ASSEMBLYAI_BASE_URL: origin,
  GEMINI_API_KEY: text.optional(),
  GEMINI_BASE_URL: origin,
  TWILIO_ACCOUNT_SID: text.regex(/^AC/, 'an account SID, which begins with AC').optional(),
  TWILIO_AUTH_TOKEN: text.optional(),
  TWILIO_PHONE_NUMBER: text
    .regex(/^\+[1-9]\d{6,14}$/, 'a telephone number like +15551234567')
    .optional(),
  TWILIO_BASE_URL: origin,
  OUTBOUND_COUNTRIES: countries.optional(),
  STT_PROVIDER: preference(...RECOGNISERS).optional(),
  LLM_PROVIDER: preference(...LANGUAGE_MODELS).optional(),
  TTS_PROVIDER: preference(...VOICES).optional(),
  VOICE_ENGINE: oneOf(...ENGINES).optional(),
  STT_MODEL: text.optional(),
  LLM_MODEL: text.optional(),
  TTS_MODEL: text.optional(),
  REALTIME_MODEL: text.optional(),
  SCORING_MODEL: text.optional(),
  FREE_CALL_MINUTES: number(0, 100_000).default(3),
  MIN_CALL_DURATION: number(0, 60).default(0.5),
  MAX_CONCURRENT_CALLS: wholeNumber(1, 100_000).default(50),
  MAX_CALLS_PER_NUMBER_PER_HOUR: wholeNumber(1, 10_000).default(10),
  RECORDING_RETENTION_DAYS: wholeNumber(1, 36_500).default(90),
  RECORDING_CONSENT: oneOf(...CONSENTS).default('announce'),
  SMTP_URL: address('smtp', 'smtps').optional(),
  MAIL_FROM: text.default('Sparline <no-reply@sparline.local>'),
  LOG_LEVEL: oneOf(...LOG_LEVELS).default('info'),
});
export type Env = z.infer<typeof Env>;
