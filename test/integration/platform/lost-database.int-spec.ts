import { randomUUID } from 'node:crypto';
import { Socket } from 'node:net';
import { setTimeout as pass } from 'node:timers/promises';
import { FEATURES } from '../../../apps/api/src/app.module';
import { JobQueue } from '../../../apps/api/src/platform/queue/job-queue';
import { bench, eventually, JobBenchModule } from '../../support/job-bench';
import { Relay } from '../../support/relay';
import { createTestApp, type TestApp } from '../../support/test-app';
import { createTestDatabase, type TestDatabase } from '../../support/test-database';

const WATCHED_MS = 6_000;
/** Nine workers with six tries each, and their looks around for stalled jobs. */
const MOST_TRIES = 100;
const BACK_WITHIN_MS = 10_000;
const STOPPED_WITHIN_MS = 8_000;

describe('Workers whose database goes away', () => {
  let database: TestDatabase;
  let relay: Relay;
  let stage: TestApp;
  let stopped: boolean;

  beforeEach(async () => {
    bench.clear();
    stopped = false;
    database = await createTestDatabase();
    relay = await Relay.to(database.url);
    stage = await createTestApp({
      modules: [...FEATURES, JobBenchModule],
      config: { databaseUrl: relay.url },
    });
  });
  afterEach(async () => {
    await relay.mend();
    if (!stopped) await stage.close();
    await relay.close();
    await database.drop();
  });

  const triesWithin = async (forMs: number): Promise<number> => {
    const connecting = jest.spyOn(Socket.prototype, 'connect');
    await pass(forMs);
    const tries = connecting.mock.calls.length;
    connecting.mockRestore();
    return tries;
  };
  const work = async (): Promise<void> => {
    const payload = { organizationId: randomUUID(), callId: randomUUID() };
    await eventually(() => stage.app.get(JobQueue).add('summarise-call', payload));
    await bench.until(() => bench.runs.some((run) => isSame(run.payload, payload)));
  };
  const health = async (): Promise<number> => (await fetch(`${stage.url}/health`)).status;

  it.each([
    ['refuses', () => relay.refuse()],
    ['hangs up on', () => relay.hangUp()],
  ] as const)(
    'look for one that %s them ever more rarely, and find it soon when it is back',
    async (_, goAway) => {
      await work();
      await goAway();
      expect(await triesWithin(WATCHED_MS)).toBeLessThan(MOST_TRIES);
      expect(await health()).toBe(503);

      const since = Date.now();
      await relay.mend();
      await work();
      expect(Date.now() - since).toBeLessThan(BACK_WITHIN_MS);
      expect(await health()).toBe(200);
    },
    90_000,
  );

  it('find it although it was away when they first looked', async () => {
    await relay.refuse();
    await relay.mend();
    await work();
  }, 60_000);

  it('stop soon all the same', async () => {
    await work();
    await relay.refuse();
    await triesWithin(3_000);
    const since = Date.now();
    await stage.close();
    expect(Date.now() - since).toBeLessThan(STOPPED_WITHIN_MS);
    stopped = true;
  }, 90_000);
});

const isSame = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other);
