import type { AppConfig } from '../config/app-config';
import { openRedisStore } from '../platform/queue/queue-store';
import { type Check, failed, passed } from './check';

const NAME = 'Job queue';
const WITHIN_MS = 4000;

export const checkQueue = async ({ redisUrl }: AppConfig): Promise<Check> => {
  if (redisUrl === undefined) return passed(NAME, 'in the database (REDIS_URL is not set)');
  const { host } = new URL(redisUrl);
  const store = openRedisStore(redisUrl, () => undefined);
  try {
    await store.reach(WITHIN_MS);
    return passed(NAME, `Redis at ${host} answers`);
  } catch {
    const fix = 'Check REDIS_URL, its password, and that Redis or Valkey runs there.';
    return failed(NAME, `Redis at ${host} does not answer`, fix);
  } finally {
    await store.end();
  }
};
