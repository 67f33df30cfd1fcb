import { type ConnectionOptions, setDefaultBackendFactory } from 'bullmq';
import Redis from 'ioredis';
import { Pool } from 'pg';
import { ConfigError } from '../../config/config-error';
import { QUEUE_NAMES } from './jobs';
import { patientBackend, type StoreEvents } from './patient-backend';

/** LISTEN holds one connection for each worker; the rest is shared by everything else. */
const POOL_SIZE = QUEUE_NAMES.length + 4;
/** Each queue, its worker and the flows listen for errors of what they share. */
const LISTENERS = 2 * QUEUE_NAMES.length + 4;
const REACHED_WITHIN_MS = 10_000;

/** Where the queues are kept. */
export type QueueStore = {
  connection: ConnectionOptions;
  /** Rejects when it does not answer. */
  reach(withinMs?: number): Promise<void>;
  end(): Promise<void>;
};

const ignore = (): void => undefined;

export const openPostgresStore = (
  databaseUrl: string,
  onLost: StoreEvents['onLost'],
  onBack: StoreEvents['onBack'] = ignore,
): QueueStore => {
  setDefaultBackendFactory(patientBackend({ onLost, onBack }));
  const pool = new Pool({
    connectionString: databaseUrl,
    max: POOL_SIZE,
    options: '-c search_path=bullmq',
    application_name: 'sparline-queue',
  });
  pool.setMaxListeners(LISTENERS).on('error', onLost);
  return {
    connection: pool,
    reach: async () => undefined,
    end: () => pool.end(),
  };
};

/** A command waits as long as Redis is away, as BullMQ wants it; only `reach` and `end` do not. */
export const openRedisStore = (
  url: string,
  onLost: StoreEvents['onLost'],
  onBack: StoreEvents['onBack'] = ignore,
): QueueStore => {
  setDefaultBackendFactory();
  const redis = new Redis(url, { maxRetriesPerRequest: null });
  redis.setMaxListeners(LISTENERS).on('error', onLost).on('ready', onBack);
  return {
    connection: redis,
    reach: async (withinMs = REACHED_WITHIN_MS) => {
      if (await answers(redis, withinMs)) return;
      redis.disconnect();
      const { host } = new URL(url);
      throw new ConfigError(
        'REDIS_URL',
        `the address of a Redis that answers, and ${host} does not`,
      );
    },
    end: async () => {
      if (redis.status === 'ready') await redis.quit();
      else redis.disconnect();
    },
  };
};

const answers = async (redis: Redis, withinMs: number): Promise<boolean> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), withinMs);
  });
  const pong = redis.ping().then(
    () => true,
    () => false,
  );
  try {
    return await Promise.race([pong, late]);
  } finally {
    clearTimeout(timer);
  }
};
