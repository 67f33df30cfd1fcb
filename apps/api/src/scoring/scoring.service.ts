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
        await this.reviews.insertScore(
          organizationId,
          callId,
          await this.judgedScore(call, metrics),
        );
      }
      const { score } = await this.reviews.find(organizationId, callId);
      await this.calls.noteScore(organizationId, callId, score?.total ?? null);
    });
  }

  /** After the score, so that both say the same; by the rules' score if there is no other. */
  async summarise(organizationId: string, callId: string): Promise<void> {
    await this.once(`summary ${callId}`, async () => {
      const call = await this.calls.findForWork(organizationId, callId);
      const { summary, score } = await this.reviews.find(organizationId, callId);
      if (!call || summary) return;
      const judged = await this.judgedSummary(call, score);
      await this.reviews.insertSummary(organizationId, callId, judged);
    });
  }

  /**
   * Measures, scores and sums up anew. False when what is there is better: the rules never take the
   * place of what a language model judged.
   */
  async renew(organizationId: string, callId: string, after: Date): Promise<boolean> {
    let renewed = true;
    await this.once(`score ${callId}`, async () => {
      const call = await this.calls.findForWork(organizationId, callId);
      if (!call) return;
      const metrics = measure(call);
      const score = await this.judgedScore(call, metrics);
      if (score.fallback !== null) {
        const { score: before, fallback } = await this.reviews.find(organizationId, callId);
        renewed = false;
        if (before?.method === 'model' && fallback.score === null) return;
      }
      const summary = await this.judgedSummary(call, score.review);
      await this.reviews.replace(organizationId, callId, { metrics, score, summary, after });
      await this.calls.noteScore(organizationId, callId, score.review.total);
    });
    return renewed;
  }

  /** What the rules did in the language model's place may be tried again. */
  async forgetFallbacks(organizationId: string, callId: string): Promise<void> {
    await this.reviews.deleteFallbacks(organizationId, callId);
  }

  private async judgedScore(call: FinishedCall, metrics: DeliveryMetrics): Promise<Judged<Score>> {
    const rubric = rubricFor(call.mode);
    return this.judge.judgeBy(call, {
      purpose: 'score',
      worthAsking: isWorthAsking(call, metrics),
      question: (model) => scoreQuestion(call, { rubric, model }),
      byRules: () => scoreByRules(rubric, call.turns, metrics),
    });
  }

  private async judgedSummary(
    call: FinishedCall,
    known: Score | null,
  ): Promise<Judged<CallSummary>> {
    const { personaDefinition, turns } = call;
    const metrics = measure(call);
    const score = known ?? scoreByRules(rubricFor(call.mode), turns, metrics);
    return this.judge.judgeBy(call, {
      purpose: 'summary',
      worthAsking: isWorthAsking(call, metrics),
      question: (model) => summaryQuestion(call, { metrics, score, model }),
      byRules: () => summariseByRules(personaDefinition, turns, metrics, score),
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

/** Nobody pays a model for a sample, or for a call in which hardly anything was said. */
const isWorthAsking = (call: FinishedCall, metrics: DeliveryMetrics): boolean =>
  metrics.enoughToScore && !call.sample;
