import { randomUUID } from 'node:crypto';
import type { Actor } from '../../../apps/api/src/auth/actor';
import { AppError } from '../../../apps/api/src/platform/errors/app-error';
import type { JobContext } from '../../../apps/api/src/platform/queue/job.processor';
import { QueueConnection } from '../../../apps/api/src/platform/queue/queue-connection';
import { Clock } from '../../../apps/api/src/platform/clock/clock';
import { type TaskResult, type TaskRun, TaskRunner } from '../../../apps/api/src/tasks/task-runner';
import { type OpenTask, TasksService } from '../../../apps/api/src/tasks/tasks.service';
import { codeOf, createOrganization, type TestOrganization } from '../../support/organizations';
import { createTestApp, type TestApp } from '../../support/test-app';

/** Does what the test says. */
class ExampleRunner extends TaskRunner<'score-again'> {
  readonly job = 'score-again';
  work: (task: OpenTask, run: TaskRun) => Promise<TaskResult> = async () => undefined;

  protected run(task: OpenTask, run: TaskRun): Promise<TaskResult> {
    return this.work(task, run);
  }
}

class SteeredClock extends Clock {
  offsetMs = 0;
  now(): Date {
    return new Date(Date.now() + this.offsetMs);
  }
}

const context = (changes: Partial<JobContext> = {}): JobContext => ({
  attempt: 1,
  attempts: 5,
  isLastAttempt: false,
  signal: new AbortController().signal,
  ...changes,
});

describe('A task', () => {
  const clock = new SteeredClock();
  let app: TestApp;
  let tasks: TasksService;
  let runner: ExampleRunner;
  let ours: TestOrganization;

  beforeAll(async () => {
    app = await createTestApp({
      override: (builder) => builder.overrideProvider(Clock).useValue(clock),
    });
    tasks = app.app.get(TasksService);
    runner = new ExampleRunner(tasks);
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    clock.offsetMs = 0;
    ours = await createOrganization(app);
    runner.work = async () => undefined;
  });

  const begin = (actor: Actor = ours.admin, onceKey?: string) =>
    tasks.start(actor, { kind: 'score-again', input: { mode: 'cold_call' }, onceKey });
  const process = (id: string, changes?: Partial<JobContext>) =>
    runner.process({ organizationId: ours.id, taskId: id }, context(changes));
  const stateOf = async (id: string) => (await tasks.get(ours.admin, id)).state;
  const jobOf = async (id: string) =>
    app.app.get(QueueConnection).queue('scoring').getJob(`score-again-${id}`);

  it('is done by its job, which is given ids alone and reads what to do', async () => {
    const { id, state } = await begin();
    expect(state).toBe('waiting');
    expect((await jobOf(id))?.data).toEqual({ organizationId: ours.id, taskId: id });
    runner.work = async (task, { step }) => {
      expect(task.input).toEqual({ mode: 'cold_call' });
      await step({ done: 2, total: 4, failed: 1 });
      expect(await tasks.get(ours.admin, id)).toMatchObject({
        state: 'running',
        done: 2,
        total: 4,
        failed: 1,
        finishedAt: null,
      });
      return { resultPath: '/api/somewhere' };
    };
    await process(id);
    expect(await tasks.get(ours.admin, id)).toMatchObject({
      state: 'done',
      resultPath: '/api/somewhere',
      error: null,
    });
  });

  it('stops at the next step when it is cancelled, and stays so', async () => {
    const { id } = await begin();
    let stepped = 0;
    runner.work = async (_task, { step }) => {
      await step({ done: 1 });
      stepped += 1;
      await tasks.cancel(ours.admin, id);
      await step({ done: 2 });
      stepped += 1;
    };
    await process(id);
    expect(stepped).toBe(1);
    expect(await tasks.get(ours.admin, id)).toMatchObject({ state: 'cancelled', done: 1 });
    await process(id);
    expect(stepped).toBe(1);
  });

  it('says at once what an error of our own means', async () => {
    const { id } = await begin();
    runner.work = async () => {
      throw new AppError('invalid', 'imports.no_rows', 'The file has no rows.');
    };
    await process(id);
    expect(await tasks.get(ours.admin, id)).toMatchObject({
      state: 'failed',
      error: { code: 'imports.no_rows', detail: 'The file has no rows.' },
    });
  });

  it('fails after the last attempt of its job, and not before', async () => {
    const { id } = await begin();
    runner.work = async () => {
      throw new Error('a defect that names +4912345');
    };
    await expect(process(id)).rejects.toThrow('a defect');
    expect(await stateOf(id)).toBe('running');
    await expect(process(id, { isLastAttempt: true })).rejects.toThrow('a defect');
    const { state, error } = await tasks.get(ours.admin, id);
    expect(state).toBe('failed');
    expect(error?.code).toBe('tasks.failed');
    expect(error?.detail).not.toContain('4912345');
  });

  it('that failed of bad luck is begun again when its job is, and one that cannot work is not', async () => {
    const { id } = await begin();
    runner.work = async () => {
      throw new Error('the disk is full');
    };
    await expect(process(id, { isLastAttempt: true })).rejects.toThrow('the disk');
    runner.work = async () => undefined;
    await process(id);
    expect(await tasks.get(ours.admin, id)).toMatchObject({ state: 'done', error: null });

    const hopeless = await begin();
    runner.work = async () => {
      throw new AppError('invalid', 'imports.no_rows', 'The file has no rows.');
    };
    await process(hopeless.id);
    runner.work = async () => undefined;
    await process(hopeless.id);
    expect(await stateOf(hopeless.id)).toBe('failed');
  });

  it('that failed is not begun again beside another of its key', async () => {
    const { id } = await begin(ours.admin, 'only');
    runner.work = async () => {
      throw new Error('the disk is full');
    };
    await expect(process(id, { isLastAttempt: true })).rejects.toThrow('the disk');
    await begin(ours.admin, 'only');
    await process(id);
    expect(await stateOf(id)).toBe('failed');
  });

  it('is written together with what its feature keeps of it, or not at all', async () => {
    const alongside = jest.fn(async () => undefined);
    const wanted = { kind: 'score-again', input: {}, onceKey: 'only' } as const;
    const { id } = await tasks.start(ours.admin, wanted, alongside);
    expect((await tasks.start(ours.admin, wanted, alongside)).id).toBe(id);
    expect(alongside).toHaveBeenCalledTimes(1);
    const broken = tasks.start(ours.admin, { kind: 'score-again', input: {} }, async () => {
      throw new Error('no room');
    });
    await expect(broken).rejects.toThrow('no room');
    expect(await tasks.list(ours.admin, { limit: 10 })).toHaveLength(1);
  });

  it('stays open when its process stops, even in the last attempt', async () => {
    const { id } = await begin();
    const abort = new AbortController();
    runner.work = async (_task, { signal, step }) => {
      await step({ done: 3 });
      abort.abort();
      signal.throwIfAborted();
    };
    const stopped = process(id, { signal: abort.signal, isLastAttempt: true });
    await expect(stopped).rejects.toThrow();
    expect(await tasks.get(ours.admin, id)).toMatchObject({ state: 'running', done: 3 });
  });

  it('is there once for its key while it is open', async () => {
    const first = await begin(ours.admin, 'only');
    expect((await begin(ours.admin, 'only')).id).toBe(first.id);
    await tasks.cancel(ours.admin, first.id);
    expect((await begin(ours.admin, 'only')).id).not.toBe(first.id);
  });

  it('is set going again by the sweep when its job was lost, and not while it runs', async () => {
    const { id } = await begin();
    await (await jobOf(id))?.remove();
    await tasks.sweep();
    expect(await jobOf(id)).toBeUndefined();
    clock.offsetMs = 61_000;
    await tasks.sweep();
    expect(await jobOf(id)).toBeDefined();
  });

  it('is forgotten a month after it ended', async () => {
    const { id } = await begin();
    await tasks.cancel(ours.admin, id);
    clock.offsetMs = 31 * 86_400_000;
    await tasks.sweep();
    expect(await codeOf(tasks.get(ours.admin, id))).toBe('tasks.not_found');
  });

  it('is seen by who started it and by administrators, and by nobody else', async () => {
    const [tia, tom] = [await ours.member('trainee', 'Tia'), await ours.member('trainee', 'Tom')];
    const theirs = await createOrganization(app);
    const { id } = await begin(tia);
    expect((await tasks.get(tia, id)).startedBy).toBe(tia.memberId);
    expect((await tasks.get(ours.admin, id)).id).toBe(id);
    expect(await tasks.get(tia, id)).toMatchObject({ stoppable: true });
    for (const stranger of [tom, await ours.member('coach'), theirs.admin]) {
      expect(await codeOf(tasks.get(stranger, id))).toBe('tasks.not_found');
      expect(await codeOf(tasks.cancel(stranger, id))).toBe('tasks.not_found');
      expect(await tasks.list(stranger, { limit: 10 })).toEqual([]);
    }
    expect(await tasks.list(tia, { limit: 10 })).toHaveLength(1);
    expect(await tasks.list(ours.admin, { limit: 10, ids: [id] })).toHaveLength(1);
    expect(await tasks.list(ours.admin, { limit: 10, ids: [randomUUID()] })).toEqual([]);
    await runner.process({ organizationId: theirs.id, taskId: id }, context());
    expect(await stateOf(id)).toBe('waiting');
  });

  it('that there is not, is nobody’s', async () => {
    expect(await codeOf(tasks.get(ours.admin, randomUUID()))).toBe('tasks.not_found');
  });
});
