import type {
  CONSENTS,
  ENGINES,
  LANGUAGE_MODELS,
  LOG_LEVELS,
  RECOGNISERS,
  VOICES,
} from './env.schema';

/** A vendor is usable with a key, or with the address of a server that asks for none. */
export type ProviderAccount = { apiKey?: string; baseUrl?: string };
export type ProviderName =
  'openai' | 'deepgram' | 'cartesia' | 'elevenlabs' | 'assemblyai' | 'gemini';

export type ConfigValues = {
  production: boolean;
  port: number;
  host: string;
  /** Without a slash at the end. */
  publicUrl: string;
  /** How many proxies in front of us may say who the client is. */
  trustedProxies: number;
  /** Absolute. */
  dataDir: string;
  databaseUrl: string;
  /** The database comes along with this process. */
  embedded: boolean;
  redisUrl?: string;
  s3?: {
    endpoint: string;
    region: string;
    bucket: string;
    accessKeyId: string;
    secretAccessKey: string;
  };
  sessionSecret: string;
  admin: { email: string; password?: string };
  seedDemo: boolean;
  providers: Record<ProviderName, ProviderAccount>;
  /** Orders of preference; undefined leaves the choice to what has a key. */
  preferences: {
    engine?: (typeof ENGINES)[number];
    speechToText?: (typeof RECOGNISERS)[number][];
    languageModel?: (typeof LANGUAGE_MODELS)[number][];
    textToSpeech?: (typeof VOICES)[number][];
  };
  models: {
    speechToText?: string;
    languageModel?: string;
    textToSpeech?: string;
    realtime?: string;
    scoring?: string;
  };
  twilio: {
    accountSid?: string;
    authToken?: string;
    phoneNumber?: string;
    baseUrl?: string;
    /** What numbers we call or send a text to may begin with, without the plus. */
    outboundCodes: string[];
  };
  calls: {
    maxConcurrent: number;
    freeMinutes: number;
    minChargedMinutes: number;
    maxPerNumberPerHour: number;
  };
  recordings: { retentionDays: number; consent: (typeof CONSENTS)[number] };
  mail: { smtpUrl?: string; from: string };
  logLevel: (typeof LOG_LEVELS)[number];
};

/** The whole configuration, validated; injected by its class wherever a setting is needed. */
export class AppConfig {
  readonly production: ConfigValues['production'];
  readonly port: ConfigValues['port'];
  readonly host: ConfigValues['host'];
  readonly publicUrl: ConfigValues['publicUrl'];
  readonly trustedProxies: ConfigValues['trustedProxies'];
  readonly dataDir: ConfigValues['dataDir'];
  readonly databaseUrl: ConfigValues['databaseUrl'];
  readonly embedded: ConfigValues['embedded'];
  readonly redisUrl: ConfigValues['redisUrl'];
  readonly s3: ConfigValues['s3'];
  readonly sessionSecret: ConfigValues['sessionSecret'];
  readonly admin: ConfigValues['admin'];
  readonly seedDemo: ConfigValues['seedDemo'];
  readonly providers: ConfigValues['providers'];
  readonly preferences: ConfigValues['preferences'];
  readonly models: ConfigValues['models'];
  readonly twilio: ConfigValues['twilio'];
  readonly calls: ConfigValues['calls'];
  readonly recordings: ConfigValues['recordings'];
  readonly mail: ConfigValues['mail'];
  readonly logLevel: ConfigValues['logLevel'];

  constructor(values: ConfigValues) {
    this.production = values.production;
    this.port = values.port;
    this.host = values.host;
    this.publicUrl = values.publicUrl;
    this.trustedProxies = values.trustedProxies;
    this.dataDir = values.dataDir;
    this.databaseUrl = values.databaseUrl;
    this.embedded = values.embedded;
    this.redisUrl = values.redisUrl;
    this.s3 = values.s3;
    this.sessionSecret = values.sessionSecret;
    this.admin = values.admin;
    this.seedDemo = values.seedDemo;
    this.providers = values.providers;
    this.preferences = values.preferences;
    this.models = values.models;
    this.twilio = values.twilio;
    this.calls = values.calls;
    this.recordings = values.recordings;
    this.mail = values.mail;
    this.logLevel = values.logLevel;
  }
}
