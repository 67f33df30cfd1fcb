import { AppError } from '../platform/errors/app-error';
import { type JobContext, JobProcessor } from '../platform/queue/job.processor';
import type { JobPayload, TaskJobName } from '../platform/queue/jobs';
import { UNKNOWN_FAILURE } from './tasks.errors';
import type { OpenTask, Step, TasksService } from './tasks.service';

export type TaskRun = {
  /** Aborts when the process stops: return or throw, and another process goes on. */
  signal: AbortSignal;
  /** Say it at least every half minute. Throws when somebody cancelled the task. */
  step: (step: Step) => Promise<void>;
};

/** Where what was made is to be had, if anything was. */
export type TaskResult = { resultPath: string } | void;

class TaskCancelled extends Error {}

/**
 * The work of one kind of task. It can be killed at any point and is begun again then: it has to find
 * out from the database what is done already. An `AppError` of its own is what the person is told.
 */
export abstract class TaskRunner<Name extends TaskJobName> extends JobProcessor<Name> {
  constructor(protected readonly tasks: TasksService) {
    super();
  }

  protected abstract run(task: OpenTask, run: TaskRun): Promise<TaskResult>;

  async process(payload: JobPayload<Name>, context: JobContext): Promise<void> {
    const { organizationId, taskId } = payload as { organizationId: string; taskId: string };
    const key = { organizationId, id: taskId };
    const task = await this.tasks.take(key);
    if (!task) return;
    try {
      const step = (taken: Step) => this.step(key, taken);
      await step({ done: task.done });
      const result = await this.run(task, { signal: context.signal, step });
      context.signal.throwIfAborted();
      await this.tasks.finish(key, result?.resultPath ?? null);
    } catch (error) {
      if (error instanceof TaskCancelled) return;
      // The job is given back, and not at fault.
      if (context.signal.aborted) throw error;
      if (error instanceof AppError) return this.tasks.fail(key, error);
      if (context.isLastAttempt) await this.tasks.fail(key, UNKNOWN_FAILURE);
      throw error;
    }
  }

  private async step(key: { organizationId: string; id: string }, step: Step): Promise<void> {
    if (!(await this.tasks.step(key, step))) throw new TaskCancelled();
  }
}
