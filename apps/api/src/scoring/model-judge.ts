import { Injectable, Logger } from '@nestjs/common';
import type { StructuredAnswer, StructuredLanguageModel } from '@sparline/voice';
import { randomUUID } from 'node:crypto';
import type { FinishedCall } from '../calls/calls.service';
import { Clock } from '../platform/clock/clock';
import { sumByUnit } from '../usage/call-usage';
import { UsageService } from '../usage/usage.service';
import { askModel, type ReviewQuestion } from './model-review';
import { ReviewModel } from './review-model';
import type { Judged } from './review.repository';

export type Judgement<Answer> = {
  purpose: 'score' | 'summary';
  /** Too little was said for a model to judge: the rules say so themselves. */
  worthAsking: boolean;
  question: (model: string) => ReviewQuestion<Answer>;
  byRules: () => Answer;
};

/** Judges by the language model where there is one, and by rules where there is none or it fails. */
@Injectable()
export class ModelJudge {
  private readonly logger = new Logger(ModelJudge.name);

  constructor(
    private readonly judge: ReviewModel,
    private readonly usage: UsageService,
    private readonly clock: Clock,
  ) {}

  async judgeBy<Answer>(
    call: FinishedCall,
    { purpose, worthAsking, question, byRules }: Judgement<Answer>,
  ): Promise<Judged<Answer>> {
    const { model } = this.judge;
    if (!model || !worthAsking) return { review: byRules(), fallback: null };
    const result = await askModel(model, question(model.model), {
      onUsage: (answer) => this.account(call, { purpose, model, answer }),
    });
    if ('answer' in result) return { review: result.answer, fallback: null };
    const { fallback } = result;
    this.logger.warn({ callId: call.id, purpose, fallback }, 'Rules stand in for the model');
    return { review: byRules(), fallback };
  }

  /** Every answer is paid for, so every answer has lines of its own. */
  private async account(
    call: FinishedCall,
    used: {
      purpose: 'score' | 'summary';
      model: StructuredLanguageModel;
      answer: StructuredAnswer;
    },
  ): Promise<void> {
    const answerId = randomUUID();
    const { purpose, model, answer } = used;
    await this.usage.record(
      call.organizationId,
      call.id,
      sumByUnit(answer.usage).map(({ unit, quantity }) => ({
        sourceId: `${call.id}-${purpose}-${answerId}-${unit}`,
        component: 'scoring',
        provider: model.provider,
        model: model.model,
        unit,
        quantity,
        estimated: answer.estimated ?? false,
        purpose: purpose === 'score' ? 'scoring' : purpose,
        occurredAt: this.clock.now(),
      })),
    );
  }
}
