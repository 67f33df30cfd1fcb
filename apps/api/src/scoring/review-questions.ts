import {
  type CallSummary,
  type DeliveryMetrics,
  parseModelScore,
  parseModelSummary,
  type Rubric,
  type Score,
  scoringPrompt,
  summaryPrompt,
} from '@sparline/personas';
import { z, ZodError } from 'zod';
import type { FinishedCall } from '../calls/calls.service';
import type { Reading, ReviewQuestion } from './model-review';

/** A model that invents more than this share of its quotes is not believed in the rest. */
const MOST_REJECTED_SHARE = 0.25;

export const scoreQuestion = (
  { turns }: FinishedCall,
  { rubric, model }: { rubric: Rubric; model: string },
): ReviewQuestion<Score> => {
  const checks = rubric.criteria.flatMap((criterion) => criterion.checks).length;
  return {
    ...scoringPrompt(rubric, turns),
    read: (value) =>
      reading(() => {
        const { score, rejected } = parseModelScore(rubric, turns, value, model);
        return { answer: score, rejected, most: checks * MOST_REJECTED_SHARE };
      }),
  };
};

export const summaryQuestion = (
  { personaDefinition, turns }: FinishedCall,
  { metrics, score, model }: { metrics: DeliveryMetrics; score: Score; model: string },
): ReviewQuestion<CallSummary> => ({
  ...summaryPrompt(personaDefinition, turns, metrics, score),
  read: (value) =>
    reading(() => {
      const { summary, rejected } = parseModelSummary(turns, value, model);
      const { strengths, improvements, contrasts } = summary;
      const kept = strengths.length + improvements.length + contrasts.length;
      return { answer: summary, rejected, most: (kept + rejected.length) * MOST_REJECTED_SHARE };
    }),
});

/** What could be used is told apart from what is right; a value of another shape is neither. */
const reading = <Answer>(
  parse: () => { answer: Answer; rejected: readonly string[]; most: number },
): Reading<Answer> => {
  try {
    const { answer, rejected, most } = parse();
    if (rejected.length === 0) return { ok: true, answer };
    return { ok: false, problems: rejected, usable: rejected.length <= most ? answer : undefined };
  } catch (error) {
    if (error instanceof ZodError) return { ok: false, problems: [z.prettifyError(error)] };
    throw error;
  }
};
