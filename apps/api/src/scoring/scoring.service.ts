import {
  type CallSummary,
  type DeliveryMetrics,
  measureDelivery,
  rubricFor,
  type Score,
  scoreByRules,
  summariseByRules,
} from '@sparline/personas';
import { Injectable } from '@nestjs/common';
import { CallsService, type FinishedCall } from '../calls/calls.service';
import { ModelJudge } from './model-judge';
import { scoreQuestion, summaryQuestion } from './review-questions';
import { type Judged, type Review, ReviewRepository } from './review.repository';

/** Measures, sums up and scores finished calls; what is there already is left as it is. */
@Injectable()
export class ScoringService {
  /** A model's judgement is paid for, so two jobs of one process never ask for the same one. */
  private readonly underWay = new Map<string, Promise<void>>();

  constructor(
    private readonly calls: CallsService,
    private readonly reviews: ReviewRepository,
    private readonly judge: ModelJudge,
  ) {}

  async reviewOf(organizationId: string, callId: string): Promise<Review> {
    return this.reviews.find(organizationId, callId);
  }

  /** Also measures the delivery, which no failing model can hold up. */
  async score(organizationId: string, callId: string): Promise<void> {
    await this.once(`score ${callId}`, async () => {
      const call = await this.calls.findForWork(organizationId, callId);
      if (!call) return;
      const metrics = measure(call);
      await this.reviews.insertMetrics(organizationId, callId, metrics);
      if (!(await this.reviews.find(organizationId, callId)).score) {
        await this.reviews.insertScore(organizationId, callId, await this.judged(call, metrics));
      }
      const { score } = await this.reviews.find(organizationId, callId);
      await this.calls.noteScore(organizationId, callId, score?.total ?? null);
    });
  }

  async summarise(organizationId: string, callId: string): Promise<void> {
    await this.once(`summary ${callId}`, async () => {
      const call = await this.calls.findForWork(organizationId, callId);
      if (!call || (await this.reviews.find(organizationId, callId)).summary) return;
      const summary = await this.summary(call, measure(call));
      await this.reviews.insertSummary(organizationId, callId, summary);
    });
  }

  /** What the rules did in the language model's place may be tried again. */
  async forgetFallbacks(organizationId: string, callId: string): Promise<void> {
    await this.reviews.deleteFallbacks(organizationId, callId);
  }

  private async judged(call: FinishedCall, metrics: DeliveryMetrics): Promise<Judged<Score>> {
    const rubric = rubricFor(call.mode);
    return this.judge.judgeBy(call, {
      purpose: 'score',
      enoughSaid: metrics.enoughToScore,
      question: (model) => scoreQuestion(call, { rubric, model }),
      byRules: () => scoreByRules(rubric, call.turns, metrics),
    });
  }

  private async summary(
    call: FinishedCall,
    metrics: DeliveryMetrics,
  ): Promise<Judged<CallSummary>> {
    return this.judge.judgeBy(call, {
      purpose: 'summary',
      enoughSaid: metrics.enoughToScore,
      question: (model) => summaryQuestion(call, { model }),
      byRules: () => summariseByRules({ turns: call.turns, metrics }),
    });
  }

  private async once(key: string, work: () => Promise<void>): Promise<void> {
    const running = this.underWay.get(key) ?? work().finally(() => this.underWay.delete(key));
    this.underWay.set(key, running);
    await running;
  }
}

const measure = ({ turns, durationMs }: FinishedCall): DeliveryMetrics =>
  measureDelivery(turns, { durationMs });
