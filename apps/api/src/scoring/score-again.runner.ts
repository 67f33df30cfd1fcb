import { Injectable, Logger } from '@nestjs/common';
import { type TaskRun, TaskRunner } from '../tasks/task-runner';
import { type OpenTask, TasksService } from '../tasks/tasks.service';
import { ScoreAgainRepository } from './score-again.repository';
import { ScoreAgain } from './score-again.schemas';
import { ScoringService } from './scoring.service';

/** So many calls are judged side by side: a language model takes its time, and has its limits. */
const AT_ONCE = 4;

@Injectable()
export class ScoreAgainRunner extends TaskRunner<'score-again'> {
  readonly job = 'score-again';
  private readonly logger = new Logger(ScoreAgainRunner.name);

  constructor(
    tasks: TasksService,
    private readonly calls: ScoreAgainRepository,
    private readonly scoring: ScoringService,
  ) {
    super(tasks);
  }

  /** What has a score made since the task was started is done, so a new attempt goes on with the rest. */
  protected async run(task: OpenTask, { signal, step }: TaskRun): Promise<void> {
    const { organizationId } = task;
    const wanted = { ...ScoreAgain.parse(task.input), before: task.createdAt };
    const tried: string[] = [];
    let failed = 0;
    const left = await this.calls.count(organizationId, wanted);
    const total = Math.max(task.total ?? 0, left);
    let done = total - left;
    for (;;) {
      signal.throwIfAborted();
      await step({ done, total, failed });
      const most = AT_ONCE;
      const ids = await this.calls.next(organizationId, wanted, { except: tried, most });
      if (ids.length === 0) break;
      const renewed = await Promise.all(ids.map((callId) => this.renew(task, callId)));
      failed += renewed.filter((ok) => !ok).length;
      tried.push(...ids);
      done += ids.length;
    }
    await step({ done: Math.min(done, total), total, failed });
  }

  /** One call that cannot be scored must not keep the others waiting. */
  private async renew(task: OpenTask, callId: string): Promise<boolean> {
    try {
      return await this.scoring.renew(task.organizationId, callId, task.createdAt);
    } catch (error) {
      this.logger.error({ err: error, callId }, 'A call could not be scored again');
      return false;
    }
  }
}
