import { rmSync } from 'node:fs';
import { freePort } from '../../support/free-port';
import { redisBinary, startRedis } from '../../support/redis-server';
import { buildServer, newFolder, ready, type Service, start } from './service';

const whereThereIsRedis = redisBinary() === undefined ? it.skip : it;

describe('A service whose jobs are queued on Redis', () => {
  let folder: string;
  let service: Service | undefined;

  beforeAll(buildServer, 120_000);
  beforeEach(() => (folder = newFolder()));
  afterEach(async () => {
    service?.child.kill('SIGTERM');
    await service?.exit;
    rmSync(folder, { recursive: true, force: true });
  });

  it('says in one line that no Redis answers, instead of waiting for ever', async () => {
    const REDIS_URL = `redis://user:secret@127.0.0.1:${await freePort()}`;
    service = start(folder, await freePort(), { REDIS_URL, SEED_DEMO: '0', LOG_LEVEL: 'error' });
    expect(await service.exit).toBe(1);
    expect(service.said()).toMatch(
      /^REDIS_URL takes the address of a Redis that answers, and 127\.0\.0\.1:\d+ does not\.$/m,
    );
    expect(service.said()).not.toContain('secret');
  }, 60_000);

  whereThereIsRedis(
    'says that the queue is down while Redis is gone, and stops all the same',
    async () => {
      const redis = await startRedis();
      const port = await freePort();
      service = start(folder, port, { REDIS_URL: redis.url, SEED_DEMO: '0', LOG_LEVEL: 'fatal' });
      await ready(service);
      await redis.stop();
      const health = await fetch(`http://127.0.0.1:${port}/health`);
      expect(health.status).toBe(503);
      expect(await health.json()).toMatchObject({ database: 'up', queue: { status: 'down' } });
      service.child.kill('SIGTERM');
      expect(await service.exit).toBe(0);
    },
    90_000,
  );
});
