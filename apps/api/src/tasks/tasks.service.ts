import { Injectable } from '@nestjs/common';
import type { Actor } from '../auth/actor';
import { may } from '../auth/permissions';
import { Clock } from '../platform/clock/clock';
import { JobQueue } from '../platform/queue/job-queue';
import { isJobName, type TaskJobName } from '../platform/queue/jobs';
import type { TaskEntity } from './task.entity';
import { type Ending, type Step, type TaskKey, TaskRepository } from './task.repository';
import { taskNotFound } from './tasks.errors';
import type { ListTasks, Task } from './tasks.schemas';

export type { Step, TaskKey };
export type StartTask = {
  kind: TaskJobName;
  /** What it shall do, for its runner to read again; neither secrets nor what a person said. */
  input: object;
  total?: number;
  /** While a task of this kind and key is open, that one is given back instead. */
  onceKey?: string;
};
export type OpenTask = TaskKey & {
  kind: string;
  input: object;
  startedBy: string;
  createdAt: Date;
  done: number;
  total: number | null;
  failed: number;
};

/** A job that runs gives signs of its task more often. */
const IDLE_AFTER_MS = 60_000;
const KEPT_MS = 30 * 86_400_000;

/** Long work somebody waits for: started here, done by a `TaskRunner`, asked for until it is over. */
@Injectable()
export class TasksService {
  constructor(
    private readonly tasks: TaskRepository,
    private readonly jobs: JobQueue,
    private readonly clock: Clock,
  ) {}

  async start(actor: Actor, { kind, input, total, onceKey }: StartTask): Promise<Task> {
    const { organizationId, memberId: startedBy } = actor;
    const createdAt = this.clock.now();
    const row = { kind, input, total: total ?? null, onceKey: onceKey ?? null };
    const task = await this.tasks.insert(organizationId, { ...row, startedBy, createdAt });
    if (task) {
      await this.dispatch({ organizationId, id: task.id }, kind);
      return toTask(task);
    }
    const open = await this.tasks.findOpen(organizationId, kind, onceKey ?? '');
    // Its end came between the two questions.
    return open ? toTask(open) : this.start(actor, { kind, input, total, onceKey });
  }

  /** Their own, or anybody's for those who watch over the jobs. */
  async get(actor: Actor, id: string): Promise<Task> {
    return toTask(await this.mustFind(actor, id));
  }

  async list(actor: Actor, { kind, limit }: ListTasks): Promise<Task[]> {
    const startedBy = may(actor.role, 'queue:read') ? undefined : actor.memberId;
    const rows = await this.tasks.list(actor.organizationId, { kind, startedBy, limit });
    return rows.map(toTask);
  }

  /** What is done stays done; one that is over stays as it is. */
  async cancel(actor: Actor, id: string): Promise<Task> {
    await this.mustFind(actor, id);
    const { organizationId } = actor;
    await this.end({ organizationId, id }, { state: 'cancelled' });
    return this.get(actor, id);
  }

  /** For its job; undefined when it is over or gone. */
  async findOpen(key: TaskKey): Promise<OpenTask | undefined> {
    const task = await this.tasks.find(key);
    return task && task.finishedAt === null ? task : undefined;
  }

  /** False when it was cancelled meanwhile. */
  async step(key: TaskKey, step: Step): Promise<boolean> {
    return this.tasks.step(key, step, this.clock.now());
  }

  async finish(key: TaskKey, resultPath: string | null): Promise<void> {
    await this.end(key, { state: 'done', resultPath });
  }

  async fail(key: TaskKey, error: { code: string; detail: string }): Promise<void> {
    await this.end(key, { state: 'failed', errorCode: error.code, errorDetail: error.detail });
  }

  /** Sets going again what lost its job, and forgets what ended long ago. */
  async sweep(): Promise<void> {
    const nowMs = this.clock.now().getTime();
    for (const { kind, ...key } of await this.tasks.listIdle(new Date(nowMs - IDLE_AFTER_MS))) {
      if (isJobName(kind)) await this.dispatch(key, kind);
    }
    await this.tasks.deleteFinished(new Date(nowMs - KEPT_MS));
  }

  private async dispatch({ organizationId, id }: TaskKey, kind: TaskJobName): Promise<void> {
    await this.jobs.add(kind, { organizationId, taskId: id }, { jobId: `${kind}-${id}` });
  }

  private async end(key: TaskKey, ending: EndingBody): Promise<void> {
    await this.tasks.end(key, { ...ending, finishedAt: this.clock.now() });
  }

  private async mustFind(actor: Actor, id: string): Promise<TaskEntity> {
    const task = await this.tasks.find({ organizationId: actor.organizationId, id });
    const visible = task && (task.startedBy === actor.memberId || may(actor.role, 'queue:read'));
    if (!visible) throw taskNotFound();
    return task;
  }
}

type WithoutEnd<Of> = Of extends unknown ? Omit<Of, 'finishedAt'> : never;
type EndingBody = WithoutEnd<Ending>;

const toTask = (task: TaskEntity): Task => ({
  id: task.id,
  kind: task.kind,
  state: task.state,
  done: task.done,
  total: task.total,
  failed: task.failed,
  error: task.errorCode === null ? null : { code: task.errorCode, detail: task.errorDetail ?? '' },
  resultPath: task.resultPath,
  startedBy: task.startedBy,
  createdAt: task.createdAt.toISOString(),
  finishedAt: task.finishedAt?.toISOString() ?? null,
});
