import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import type { Actor } from '../../../apps/api/src/auth/actor';
import { ApiKeysService } from '../../../apps/api/src/auth/api-keys.service';
import type { FailedJob, QueueState } from '../../../apps/api/src/jobs/jobs.schemas';
import { QUEUE_NAMES } from '../../../apps/api/src/platform/queue/jobs';
import { QueueConnection } from '../../../apps/api/src/platform/queue/queue-connection';
import { createOrganization, type TestOrganization } from '../../support/organizations';
import { createTestApp, type TestApp } from '../../support/test-app';

type Body = {
  items: (FailedJob & QueueState)[];
  nextCursor: string | null;
  code: string;
  changed: number;
};

describe('The list of jobs that failed for good', () => {
  let stage: TestApp;
  let ours: TestOrganization;
  let admin: string;

  beforeAll(async () => {
    stage = await createTestApp();
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    await stage.app.get(DataSource).query('DELETE FROM failed_jobs');
    ours = await createOrganization(stage);
    admin = await keyOf(ours.admin);
  });

  const keyOf = async (actor: Actor): Promise<string> => {
    const input = { name: 'Test', role: actor.role };
    const creator = actor.role === 'admin' ? actor : ours.admin;
    return (await stage.app.get(ApiKeysService).create(creator, input)).secret;
  };
  const request = async (key: string, method: string, path: string, body?: unknown) => {
    const response = await fetch(`${stage.url}/api/jobs${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as Body };
  };
  const list = async (key: string, query = '') =>
    (await request(key, 'GET', `/failed${query}`)).body.items;
  const failure = async (
    organizationId: string | null,
    { job = 'score-call', queue = 'scoring', minutesAgo = 0, callId = randomUUID() } = {},
  ): Promise<string> => {
    const rows: { id: string }[] = await stage.app.get(DataSource).query(
      `INSERT INTO failed_jobs (organization_id, queue, job, payload, job_id, error_code, message,
         attempts, first_failed_at, last_failed_at, state)
       VALUES ($1, $2, $3, $4, '7', 'ENOSPC', 'no space left', 5, $5, $5, 'open') RETURNING id`,
      [
        organizationId,
        queue,
        job,
        organizationId === null ? {} : { organizationId, callId },
        new Date(Date.now() - minutesAgo * 60_000),
      ],
    );
    return rows[0]?.id ?? '';
  };

  it('names the job, the call, the reason and how often it was tried', async () => {
    const callId = randomUUID();
    const id = await failure(ours.id, { callId });
    expect(await list(admin)).toMatchObject([
      {
        id,
        queue: 'scoring',
        job: 'score-call',
        callId,
        error: { code: 'ENOSPC', message: 'no space left' },
        attempts: 5,
        times: 1,
        state: 'open',
        handledBy: null,
        handledAt: null,
      },
    ]);
  });

  it('comes in pages, the latest first, and filtered', async () => {
    const ids = [
      await failure(ours.id, { minutesAgo: 3 }),
      await failure(ours.id, { minutesAgo: 1, job: 'mix-recording', queue: 'recording' }),
      await failure(ours.id, { minutesAgo: 2 }),
    ];
    const first = (await request(admin, 'GET', '/failed?limit=2')).body;
    expect(first.items.map(({ id }) => id)).toEqual([ids[1], ids[2]]);
    const rest = (await request(admin, 'GET', `/failed?limit=2&cursor=${first.nextCursor}`)).body;
    expect(rest.items.map(({ id }) => id)).toEqual([ids[0]]);
    expect(rest.nextCursor).toBeNull();
    expect((await list(admin, '?queue=recording')).map(({ id }) => id)).toEqual([ids[1]]);
    expect((await list(admin, '?job=score-call')).map(({ id }) => id)).toEqual([ids[2], ids[0]]);
    expect(await list(admin, '?state=dropped')).toEqual([]);
  });

  it('lets jobs be tried again: they are queued, and by whom is written down', async () => {
    const callId = randomUUID();
    const [id, other] = [await failure(ours.id, { callId }), await failure(ours.id)];
    const { body } = await request(admin, 'POST', '/failed/retry', { ids: [id, other] });
    expect(body.changed).toBe(2);
    const job = await stage.app.get(QueueConnection).queue('scoring').getJob(`retry-${id}`);
    expect(job).toMatchObject({ name: 'score-call', data: { organizationId: ours.id, callId } });
    const item = (await list(admin)).find((one) => one.id === id);
    expect(item).toMatchObject({ state: 'retried', handledBy: { id: ours.admin.memberId } });
  });

  it('lets jobs be dropped, which are then out of the way', async () => {
    const id = await failure(ours.id);
    expect((await request(admin, 'POST', '/failed/drop', { ids: [id] })).body.changed).toBe(1);
    expect(await list(admin)).toEqual([]);
    expect(await list(admin, '?state=dropped')).toMatchObject([{ id, state: 'dropped' }]);
    expect((await request(admin, 'POST', '/failed/retry', { ids: [id] })).body.changed).toBe(0);
  });

  it('keeps to the own organization', async () => {
    const theirs = await createOrganization(stage);
    const stranger = await keyOf(theirs.admin);
    const [mine, nobodys] = [await failure(ours.id), await failure(null, { job: 'sweep-calls' })];
    expect(await list(stranger)).toEqual([]);
    for (const path of ['/failed/retry', '/failed/drop']) {
      const { body } = await request(stranger, 'POST', path, { ids: [mine, nobodys] });
      expect(body.changed).toBe(0);
    }
    expect((await list(admin)).map(({ id }) => id)).toEqual([mine]);
  });

  it('shows what belongs to no organization where there is only one', async () => {
    const alone = await createTestApp();
    try {
      const only = await createOrganization(alone);
      const { secret } = await alone.app
        .get(ApiKeysService)
        .create(only.admin, { name: 'Test', role: 'admin' });
      await alone.app.get(DataSource).query(
        `INSERT INTO failed_jobs (queue, job, payload, job_id, error_code, message, attempts,
           first_failed_at, last_failed_at, state)
         VALUES ('upkeep', 'sweep-calls', '{}', '1', 'Error', 'x', 2, now(), now(), 'open')`,
      );
      const response = await fetch(`${alone.url}/api/jobs/failed`, {
        headers: { authorization: `Bearer ${secret}` },
      });
      expect(await response.json()).toMatchObject({
        items: [{ job: 'sweep-calls', callId: null }],
      });
    } finally {
      await alone.close();
    }
  });

  it('is closed to everybody but administrators', async () => {
    const coach = await keyOf(await ours.member('coach'));
    const ids = [await failure(ours.id)];
    expect((await request(coach, 'GET', '/failed')).status).toBe(403);
    expect((await request(coach, 'GET', '/queues')).status).toBe(403);
    expect((await request(coach, 'POST', '/failed/retry', { ids })).status).toBe(403);
    expect((await request(coach, 'POST', '/failed/drop', { ids })).status).toBe(403);
  });

  it('refuses a choice that is none', async () => {
    for (const ids of [[], ['x'], Array.from({ length: 101 }, () => randomUUID())]) {
      expect((await request(admin, 'POST', '/failed/retry', { ids })).status).toBe(400);
    }
  });

  it('stands beside the queues, with how much waits in each', async () => {
    const { items } = (await request(admin, 'GET', '/queues')).body;
    expect(items.map(({ queue }) => queue)).toEqual(QUEUE_NAMES);
    for (const item of items) {
      expect(Object.keys(item).sort()).toEqual(['active', 'delayed', 'failed', 'queue', 'waiting']);
    }
  });
});
