import { Injectable } from '@nestjs/common';
import type { Actor } from '../auth/actor';
import { Clock } from '../platform/clock/clock';
import { JobQueue } from '../platform/queue/job-queue';
import type { TaskJobName } from '../platform/queue/jobs';
import { isTaskKind, kindsSeenBy, maySee, mayStop } from './task-kinds';
import type { TaskEntity } from './task.entity';
import {
  type Alongside,
  type Ending,
  type Step,
  type TaskKey,
  TaskRepository,
} from './task.repository';
import { notYoursToStop, taskNotFound, UNKNOWN_FAILURE } from './tasks.errors';
import type { ListTasks, Task } from './tasks.schemas';

export type { Alongside, Step, TaskKey };
export type StartTask = {
  kind: TaskJobName;
  /** What it shall do, for its runner to read again, unless that is kept `alongside`; neither secrets nor what a person said. */
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

  /** `alongside` writes what the task's own feature keeps of it; not where one of its key is open. */
  async start(actor: Actor, wanted: StartTask, alongside?: Alongside): Promise<Task> {
    const { kind, input, total = null, onceKey = null } = wanted;
    const { organizationId, memberId: startedBy } = actor;
    const row = { kind, input, total, onceKey, startedBy, createdAt: this.clock.now() };
    const task = await this.tasks.insert(organizationId, row, alongside);
    if (task) {
      await this.dispatch({ organizationId, id: task.id }, kind);
      return toTask(task, actor);
    }
    const open = await this.tasks.findOpen(organizationId, kind, onceKey ?? '');
    // Its end came between the two questions.
    return open ? toTask(open, actor) : this.start(actor, wanted, alongside);
  }

  /** Their own, or one of a kind they see. */
  async get(actor: Actor, id: string): Promise<Task> {
    return toTask(await this.mustFind(actor, id), actor);
  }

  /** Newest first; with `ids` those of them that there are. */
  async list(actor: Actor, query: ListTasks & { ids?: readonly string[] }): Promise<Task[]> {
    const whose = { startedBy: actor.memberId, kindsSeen: kindsSeenBy(actor) };
    const rows = await this.tasks.list(actor.organizationId, { ...query, ...whose });
    return rows.map((row) => toTask(row, actor));
  }

  /** What is done stays done; one that is over stays as it is. */
  async cancel(actor: Actor, id: string): Promise<Task> {
    if (!mayStop(actor, await this.mustFind(actor, id))) throw notYoursToStop();
    const { organizationId } = actor;
    await this.end({ organizationId, id }, { state: 'cancelled' });
    return this.get(actor, id);
  }

  /** For its job: undefined when it is over or gone, unless it had bad luck and is tried again. */
  async take(key: TaskKey): Promise<OpenTask | undefined> {
    const task = await this.tasks.find(key);
    if (!task || task.finishedAt === null) return task;
    const reopened = await this.tasks.reopen(key, UNKNOWN_FAILURE.code, this.clock.now());
    return reopened ? task : undefined;
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
      if (isTaskKind(kind)) await this.dispatch(key, kind);
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
    if (!task || !maySee(actor, task)) throw taskNotFound();
    return task;
  }
}

type WithoutEnd<Of> = Of extends unknown ? Omit<Of, 'finishedAt'> : never;
type EndingBody = WithoutEnd<Ending>;

const toTask = (task: TaskEntity, actor: Actor): Task => ({
  id: task.id,
  kind: task.kind,
  state: task.state,
  done: task.done,
  total: task.total,
  failed: task.failed,
  error: task.errorCode === null ? null : { code: task.errorCode, detail: task.errorDetail ?? '' },
  resultPath: task.resultPath,
  startedBy: task.startedBy,
  stoppable: task.finishedAt === null && mayStop(actor, task),
  createdAt: task.createdAt.toISOString(),
  finishedAt: task.finishedAt?.toISOString() ?? null,
});
