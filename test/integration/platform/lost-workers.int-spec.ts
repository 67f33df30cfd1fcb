import { Worker } from 'bullmq';
import { randomUUID } from 'node:crypto';
import { JobQueue } from '../../../apps/api/src/platform/queue/job-queue';
import { JOB_NAMES, JOBS, QUEUE_NAMES } from '../../../apps/api/src/platform/queue/jobs';
import { QueueConnection } from '../../../apps/api/src/platform/queue/queue-connection';
import { bench, JobBenchModule } from '../../support/job-bench';
import { queueEngines, type QueueStore } from '../../support/queue-engines';
import { createTestApp, type TestApp } from '../../support/test-app';
import { createTestDatabase, type TestDatabase } from '../../support/test-database';

/** A lock lasts 12 s, and looking around happens every 4 s. */
const TAKEN_UP_WITHIN_MS = 25_000;

describe.each(queueEngines())('Workers that come and go, on $name', (engine) => {
  let store: QueueStore;
  let database: TestDatabase;
  const apps: TestApp[] = [];

  beforeEach(async () => {
    bench.clear();
    store = await engine.start();
    database = await createTestDatabase();
  });
  afterEach(async () => {
    for (const app of apps.splice(0)) await app.close();
    await database.drop();
    await store.stop();
  });

  const open = async (work: 'with workers' | 'without'): Promise<TestApp> => {
    const app = await createTestApp({
      modules: work === 'with workers' ? [JobBenchModule] : [],
      config: { redisUrl: store.redisUrl, databaseUrl: database.url },
    });
    apps.push(app);
    return app;
  };
  const close = async (app: TestApp): Promise<void> => {
    apps.splice(apps.indexOf(app), 1);
    await app.close();
  };

  it('leave no job behind when they are killed: another takes it up soon', async () => {
    const producer = await open('without');
    const payload = { organizationId: randomUUID(), callId: randomUUID() };
    await producer.app.get(JobQueue).add('summarise-call', payload);
    const queue = producer.app.get(QueueConnection).queue('summary');
    const killed = new Worker('summary', null, {
      connection: queue.opts.connection,
      lockDuration: 12_000,
    });
    const job = await killed.getNextJob('a process that is killed now');
    expect(job?.data).toEqual(payload);
    const since = Date.now();

    await open('with workers');
    await bench.until(() => bench.of('summarise-call').length === 1);

    expect(bench.of('summarise-call')[0]?.payload).toEqual(payload);
    expect(Date.now() - since).toBeLessThan(TAKEN_UP_WITHIN_MS);
    await killed.close(true);
  }, 60_000);

  it('give a job back that they cannot finish, without counting it as a failure', async () => {
    const first = await open('with workers');
    const payload = { organizationId: randomUUID(), callId: randomUUID() };
    bench.behave = ({ context: { signal } }) =>
      new Promise((_done, reject) => {
        signal.addEventListener('abort', () => reject(new Error('The process stops')));
      });
    await first.app.get(JobQueue).add('score-call', payload);
    await bench.until(() => bench.of('score-call').length === 1);
    await close(first);
    bench.behave = () => undefined;

    await open('with workers');
    await bench.until(() => bench.of('score-call').length === 2);

    expect(bench.of('score-call').map(({ context }) => context.attempt)).toEqual([1, 1]);
  }, 60_000);

  it('keep one schedule a job, however often they start, and none that is not wanted', async () => {
    for (let starts = 0; starts < 3; starts += 1) await close(await open('with workers'));
    const app = await open('without');
    const connection = app.app.get(QueueConnection);
    await connection.queue('upkeep').upsertJobScheduler('delete-old-recordings', { every: 60_000 });
    await close(await open('with workers'));

    const scheduled = JOB_NAMES.filter((name) => 'schedule' in JOBS[name]).sort();
    const found = await Promise.all(
      QUEUE_NAMES.map(async (name) =>
        (await connection.queue(name).getJobSchedulers()).map(({ key }) => [name, key]),
      ),
    );
    expect(
      found
        .flat()
        .map(([, key]) => key)
        .sort(),
    ).toEqual(scheduled);
    for (const [queue, key] of found.flat()) expect(JOBS[key as 'sweep-calls'].queue).toBe(queue);
    const waiting = await Promise.all(
      QUEUE_NAMES.map((name) => connection.queue(name).getJobs(['delayed', 'waiting'])),
    );
    const names = waiting.flat().map(({ name }) => name);
    expect(names.length).toBe(new Set(names).size);
  }, 60_000);
});
