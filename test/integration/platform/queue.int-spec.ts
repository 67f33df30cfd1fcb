import { randomUUID } from 'node:crypto';
import { JobQueue } from '../../../apps/api/src/platform/queue/job-queue';
import { type JobName, JOBS } from '../../../apps/api/src/platform/queue/jobs';
import { QueueConnection } from '../../../apps/api/src/platform/queue/queue-connection';
import { QueueStatus } from '../../../apps/api/src/platform/queue/queue-status';
import { bench, eventually, JobBenchModule } from '../../support/job-bench';
import { queueEngines, type QueueStore } from '../../support/queue-engines';
import { createTestApp, type TestApp } from '../../support/test-app';

describe.each(queueEngines())('Jobs on $name', (engine) => {
  let store: QueueStore;
  let server: TestApp;
  let queue: JobQueue;
  const work = () => ({ organizationId: randomUUID(), callId: randomUUID() });

  beforeAll(async () => {
    JOBS['score-call'].backoffMs = 20;
    store = await engine.start();
    server = await createTestApp({
      modules: [JobBenchModule],
      config: { redisUrl: store.redisUrl },
    });
    queue = server.app.get(JobQueue);
  });
  beforeEach(() => {
    bench.clear();
  });
  afterAll(async () => {
    await server.close();
    await store.stop();
  });

  const stored = (job: JobName, id: string) =>
    server.app.get(QueueConnection).queue(JOBS[job].queue).getJob(id);

  it('brings a job to its processor with its payload', async () => {
    const payload = work();
    await queue.add('mix-recording', payload);
    await bench.until(() => bench.of('mix-recording').length === 1);
    const [run] = bench.of('mix-recording');
    expect(run?.payload).toEqual(payload);
    expect(run?.context).toMatchObject({ attempt: 1, attempts: 5, isLastAttempt: false });
  });

  it('tries again what failed, and tells which attempt it is', async () => {
    bench.behave = ({ context }) => {
      if (context.attempt < 3) throw new Error('not yet');
    };
    await queue.add('score-call', work());
    await bench.until(() => bench.of('score-call').length === 3);
    expect(bench.of('score-call').map(({ context }) => context.attempt)).toEqual([1, 2, 3]);
  });

  it('keeps what failed for good, and counts it', async () => {
    bench.behave = () => {
      throw new Error('never');
    };
    const jobId = `score-${randomUUID()}`;
    await queue.add('score-call', work(), { jobId });
    await bench.until(() => bench.of('score-call').length === 5);
    expect(bench.of('score-call').at(-1)?.context.isLastAttempt).toBe(true);
    await eventually(async () => {
      expect(await (await stored('score-call', jobId))?.getState()).toBe('failed');
      expect((await server.app.get(QueueStatus).counts()).failed).toBeGreaterThanOrEqual(1);
    });
  }, 20_000);

  it('runs a flow: the parent after its children, also when one failed for good', async () => {
    bench.behave = ({ job }) => {
      if (job === 'score-call') throw new Error('never');
    };
    const payload = work();
    await queue.addFlow({
      name: 'finish-call',
      payload,
      children: [
        { name: 'mix-recording', payload },
        { name: 'account-usage', payload },
        { name: 'score-call', payload },
      ],
    });
    await bench.until(() => bench.of('finish-call').length === 1);
    expect(bench.runs.at(-1)?.job).toBe('finish-call');
    expect(bench.of('score-call')).toHaveLength(5);
    expect(bench.of('mix-recording')).toHaveLength(1);
  }, 20_000);

  it('adds a job of one id once while it is unfinished, and again when it is over', async () => {
    let release = () => undefined as void;
    const held = new Promise<void>((resolve) => (release = resolve));
    bench.behave = () => held;
    const jobId = `summary-${randomUUID()}`;
    const payload = work();
    await queue.add('summarise-call', payload, { jobId });
    await bench.until(() => bench.of('summarise-call').length === 1);
    await queue.add('summarise-call', payload, { jobId });
    release();
    await eventually(async () =>
      expect(await (await stored('summarise-call', jobId))?.getState()).toBe('completed'),
    );
    expect(bench.of('summarise-call')).toHaveLength(1);
    await queue.add('summarise-call', payload, { jobId });
    await bench.until(() => bench.of('summarise-call').length === 2);
  });

  it('starts one of several equal flows that are added at once', async () => {
    const payload = work();
    const flow = {
      name: 'finish-call' as const,
      payload,
      children: [{ name: 'mix-recording' as const, payload }],
    };
    let release = () => undefined as void;
    const held = new Promise<void>((resolve) => (release = resolve));
    bench.behave = () => held;
    const jobId = `finish-${randomUUID()}`;
    await Promise.all([1, 2, 3, 4].map(() => queue.addFlow(flow, { jobId })));
    release();
    await bench.until(() => bench.of('finish-call').length > 0);
    await eventually(async () =>
      expect(await (await stored('finish-call', jobId))?.getState()).toBe('completed'),
    );
    expect(bench.of('finish-call')).toHaveLength(1);
  });

  it('refuses a payload that is none before it is queued', async () => {
    await expect(queue.add('score-call', { organizationId: 'x', callId: 'y' })).rejects.toThrow();
  });

  it('fails a broken payload at once instead of trying it again and again', async () => {
    const job = await server.app
      .get(QueueConnection)
      .queue('after-call')
      .add('score-call', { callId: 5 }, { attempts: 5 });
    await eventually(async () => expect(await job.getState()).toBe('failed'));
    expect(bench.of('score-call')).toHaveLength(0);
  });

  it('are finished first when the worker is told to stop', async () => {
    const { redisUrl, stop } = await engine.start();
    const alone = await createTestApp({ modules: [JobBenchModule], config: { redisUrl } });
    let finished = false;
    bench.behave = async () => {
      await new Promise((resolve) => setTimeout(resolve, 200));
      finished = true;
    };
    await alone.app.get(JobQueue).add('mix-recording', work());
    await bench.until(() => bench.of('mix-recording').length === 1);
    await alone.close();
    expect(finished).toBe(true);
    await stop();
  });
});
