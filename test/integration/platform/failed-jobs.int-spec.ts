import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { FailedJobs } from '../../../apps/api/src/platform/queue/failed-jobs';
import type { FailedJobEntity } from '../../../apps/api/src/platform/queue/failed-job.entity';
import { JobQueue } from '../../../apps/api/src/platform/queue/job-queue';
import { JOBS } from '../../../apps/api/src/platform/queue/jobs';
import { QueueConnection } from '../../../apps/api/src/platform/queue/queue-connection';
import { bench, eventually, JobBenchModule } from '../../support/job-bench';
import { queueEngines, type QueueStore } from '../../support/queue-engines';
import { createTestApp, type TestApp } from '../../support/test-app';

type Row = Pick<
  FailedJobEntity,
  'id' | 'state' | 'attempts' | 'times' | 'message' | 'queue' | 'payload'
> & { organization_id: string | null; error_code: string };

describe.each(queueEngines())('Jobs that fail for good on $name', (engine) => {
  let store: QueueStore;
  let server: TestApp;
  let failed: FailedJobs;
  let organizationId: string;
  let memberId: string;

  beforeAll(async () => {
    JOBS['score-call'].backoffMs = 5;
    JOBS['sweep-telephony'].backoffMs = 5;
    store = await engine.start();
    server = await createTestApp({
      modules: [JobBenchModule],
      config: { redisUrl: store.redisUrl },
    });
    failed = server.app.get(FailedJobs);
  });
  beforeEach(async () => {
    bench.clear();
    [organizationId, memberId] = [randomUUID(), randomUUID()];
    await sql('INSERT INTO organizations (id, name) VALUES ($1, $2)', [organizationId, 'Ours']);
    await sql(
      `INSERT INTO members (organization_id, id, name, email, role) VALUES ($1, $2, 'Ann', $3, 'admin')`,
      [organizationId, memberId, `${memberId}@example.com`],
    );
  });
  afterAll(async () => {
    await server.close();
    await store.stop();
  });

  const sql = (query: string, parameters: unknown[]): Promise<Row[]> =>
    server.app.get(DataSource).query(query, parameters);
  const work = () => ({ organizationId, callId: randomUUID() });
  const rowOf = async ({ callId }: { callId: string }): Promise<Row | undefined> =>
    (await sql(`SELECT * FROM failed_jobs WHERE payload ->> 'callId' = $1`, [callId]))[0];
  const until = (payload: { callId: string }, state: string) =>
    eventually(async () => expect((await rowOf(payload))?.state).toBe(state));
  const handler = () => ({ organizationId, ownerless: false, memberId });
  const failing = async (message = 'never'): Promise<{ callId: string }> => {
    bench.behave = () => {
      throw new Error(message);
    };
    const payload = work();
    await server.app.get(JobQueue).add('score-call', payload, { jobId: `s-${payload.callId}` });
    await until(payload, 'open');
    return payload;
  };
  const stored = (payload: { callId: string }) =>
    server.app.get(QueueConnection).queue('scoring').getJob(`s-${payload.callId}`);

  it('are written down once, with what may be told of the reason', async () => {
    const payload = await failing('The model said "you sold well" to +4915123456789');
    expect(await rowOf(payload)).toMatchObject({
      organization_id: organizationId,
      queue: 'scoring',
      payload,
      error_code: 'Error',
      message: 'The model said … to …',
      attempts: 5,
      times: 1,
    });
    await failed.sweep();
    await failed.sweep();
    expect(await rowOf(payload)).toMatchObject({ attempts: 5, times: 1, state: 'open' });
  });

  it('are written down by the sweep when the process died before it did', async () => {
    const payload = await failing();
    await sql('DELETE FROM failed_jobs WHERE organization_id = $1', [organizationId]);
    await failed.sweep();
    expect(await rowOf(payload)).toMatchObject({ state: 'open', attempts: 5, times: 1 });
  });

  it('are solved when a retry succeeds', async () => {
    const payload = await failing();
    const { id } = (await rowOf(payload)) ?? { id: '' };
    bench.behave = () => undefined;
    const before = bench.of('score-call').length;
    expect(await failed.retry([id], handler())).toBe(1);
    await until(payload, 'solved');
    expect(bench.of('score-call').length).toBe(before + 1);
    expect(bench.of('score-call').at(-1)?.payload).toEqual(payload);
    expect(await stored(payload)).toBeUndefined();
    await failed.sweep();
    expect((await rowOf(payload))?.state).toBe('solved');
  });

  it('are open again when a retry fails, in the same row', async () => {
    const payload = await failing();
    const { id } = (await rowOf(payload)) ?? { id: '' };
    await failed.retry([id], handler());
    await eventually(async () =>
      expect(await rowOf(payload)).toMatchObject({ state: 'open', times: 2, attempts: 10 }),
    );
  });

  it('are solved when the same work succeeds by another way', async () => {
    const payload = await failing();
    bench.behave = () => undefined;
    await server.app.get(JobQueue).addFlow({
      name: 'finish-call',
      payload: { organizationId, callId: payload.callId },
      children: [{ name: 'score-call', payload: { organizationId, callId: payload.callId } }],
    });
    await until(payload, 'solved');
  });

  it('are tried again by the sweep when the retry was lost', async () => {
    const payload = await failing();
    const { id } = (await rowOf(payload)) ?? { id: '' };
    bench.behave = () => undefined;
    await sql(
      `UPDATE failed_jobs SET state = 'retried', handled_at = now() - interval '2 minutes'
       WHERE id = $1`,
      [id],
    );
    await failed.sweep();
    await until(payload, 'solved');
  });

  it('leave the list and the queue when they are dropped, and do not come back', async () => {
    const payload = await failing();
    const { id } = (await rowOf(payload)) ?? { id: '' };
    expect(await failed.drop([id], handler())).toBe(1);
    expect(await rowOf(payload)).toMatchObject({ state: 'dropped', handled_by: memberId });
    expect(await stored(payload)).toBeUndefined();
    await failed.sweep();
    expect(await rowOf(payload)).toMatchObject({ state: 'dropped', times: 1 });
    expect(await failed.retry([id], handler())).toBe(0);
  });

  it('are out of another organization’s reach', async () => {
    const payload = await failing();
    const { id } = (await rowOf(payload)) ?? { id: '' };
    const stranger = { organizationId: randomUUID(), ownerless: true, memberId };
    expect(await failed.retry([id], stranger)).toBe(0);
    expect(await failed.drop([id], stranger)).toBe(0);
    expect((await rowOf(payload))?.state).toBe('open');
  });

  it('are written down when their flow goes on without them', async () => {
    bench.behave = ({ job }) => {
      if (job === 'score-call') throw new Error('never');
    };
    const payload = work();
    await server.app.get(JobQueue).addFlow({
      name: 'finish-call',
      payload,
      children: [{ name: 'score-call', payload }],
    });
    await bench.until(() => bench.of('finish-call').length > 0);
    await until(payload, 'open');
  });

  it('belong to nobody when they are work of the installation', async () => {
    bench.behave = ({ job }) => {
      if (job === 'sweep-telephony') throw new Error('never');
    };
    await server.app.get(JobQueue).add('sweep-telephony', {});
    await eventually(async () => {
      const rows = await sql(`SELECT * FROM failed_jobs WHERE job = $1`, ['sweep-telephony']);
      expect(rows).toMatchObject([{ organization_id: null, state: 'open', attempts: 2 }]);
    });
  });
});
