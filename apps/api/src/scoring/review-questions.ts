import {
  type CallSummary,
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
const MOST_REJECTED_SHARE = 0.2;

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
