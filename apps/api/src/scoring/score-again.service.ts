import { Injectable } from '@nestjs/common';
import type { Actor } from '../auth/actor';
import { Clock } from '../platform/clock/clock';
import type { Task } from '../tasks/tasks.schemas';
import { TasksService } from '../tasks/tasks.service';
import { ReviewModel } from './review-model';
import { ScoreAgainRepository } from './score-again.repository';
import type { ScoreAgain, ScoreAgainPreview } from './score-again.schemas';

/** One at a time in an organization: two would pay for the same calls. */
const ONCE = 'organization';

/** Scores finished calls anew, e.g. after their rubric or the language model was changed. */
@Injectable()
export class ScoreAgainService {
  constructor(
    private readonly tasks: TasksService,
    private readonly calls: ScoreAgainRepository,
    private readonly judge: ReviewModel,
    private readonly clock: Clock,
  ) {}

  async preview(actor: Actor, wanted: ScoreAgain): Promise<ScoreAgainPreview> {
    const calls = await this.count(actor, wanted);
    return { calls, byModel: this.judge.model !== undefined };
  }

  async start(actor: Actor, wanted: ScoreAgain): Promise<Task> {
    const total = await this.count(actor, wanted);
    return this.tasks.start(actor, { kind: 'score-again', input: wanted, total, onceKey: ONCE });
  }

  private async count({ organizationId }: Actor, wanted: ScoreAgain): Promise<number> {
    return this.calls.count(organizationId, { ...wanted, before: this.clock.now() });
  }
}
