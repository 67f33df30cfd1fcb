import { redisBinary, startRedis } from './redis-server';

/** `redisUrl` makes the service use it; undefined for PostgreSQL. */
export type QueueStore = { redisUrl: string | undefined; stop(): Promise<void> };
export type QueueEngine = { name: string; start(): Promise<QueueStore> };

const onPostgres: QueueEngine = {
  name: 'PostgreSQL',
  start: async () => ({ redisUrl: undefined, stop: async () => undefined }),
};

const onRedis: QueueEngine = {
  name: 'Redis',
  start: async () => {
    const { url, stop } = await startRedis();
    return { redisUrl: url, stop };
  },
};

/** Where jobs can be queued on this machine: on Redis only where its server is installed. */
export const queueEngines = (): QueueEngine[] =>
  redisBinary() === undefined ? [onPostgres] : [onPostgres, onRedis];
