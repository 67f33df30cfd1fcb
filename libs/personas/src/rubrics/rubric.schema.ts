import { z } from 'zod';
import { Mode } from '../persona.schema';

/** A yes/no question answerable from the transcript alone. */
export const RubricCheck = z.object({
  key: z.string(),
  question: z.string(),
  /** What a yes sounds like. */
  example: z.string(),
});
export type RubricCheck = z.infer<typeof RubricCheck>;

export const RubricCriterion = z.object({
  key: z.string(),
  name: z.string(),
  why: z.string(),
  checks: z.array(RubricCheck).min(1).max(6),
});
export type RubricCriterion = z.infer<typeof RubricCriterion>;

export const Rubric = z.object({
  key: z.string(),
  version: z.number().int().min(1),
  mode: Mode,
  name: z.string(),
  criteria: z.array(RubricCriterion).min(1).max(10),
});
export type Rubric = z.infer<typeof Rubric>;

/** A verdict without a quote that stands literally in the transcript is not shown. */
export const CheckVerdict = z.object({
  key: z.string(),
  question: z.string(),
  verdict: z.enum(['yes', 'no', 'not_applicable']),
  quote: z.object({ turnId: z.string(), atMs: z.number().int(), text: z.string() }).nullable(),
  comment: z.string(),
});
export type CheckVerdict = z.infer<typeof CheckVerdict>;

export const CriterionScore = z.object({
  key: z.string(),
  name: z.string(),
  /** Share of applicable checks passed, 0 to 100; null when none applied. */
  points: z.number().min(0).max(100).nullable(),
  checks: z.array(CheckVerdict),
});
export type CriterionScore = z.infer<typeof CriterionScore>;

export const Score = z.object({
  rubricKey: z.string(),
  rubricVersion: z.number().int(),
  /** `rules` is transparent and needs no key; `model` is a language model's judgement. */
  method: z.enum(['rules', 'model']),
  model: z.string().nullable(),
  /** Mean of the criteria that applied, 0 to 100; null when too little was said. */
  total: z.number().min(0).max(100).nullable(),
  criteria: z.array(CriterionScore),
});
export type Score = z.infer<typeof Score>;

export const CallSummary = z.object({
  method: z.enum(['rules', 'model']),
  model: z.string().nullable(),
  overview: z.string(),
  strengths: z.array(z.string()).max(5),
  improvements: z.array(z.string()).max(5),
  /** What to say next time, beside what was said. */
  contrasts: z
    .array(z.object({ turnId: z.string(), said: z.string(), stronger: z.string() }))
    .max(3),
});
export type CallSummary = z.infer<typeof CallSummary>;
