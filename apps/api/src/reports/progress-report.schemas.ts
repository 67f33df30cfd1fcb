import { Mode } from '@sparline/personas';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { Freshness } from './facts/facts.schemas';
import { inOrder, OUT_OF_ORDER } from './report-days.schemas';
import { FilteredDays } from './report-filters.schemas';

/** Which table a CSV holds; JSON has them all. */
export const ProgressGroup = z.enum(['member', 'week', 'criterion']);
export type ProgressGroup = z.infer<typeof ProgressGroup>;

export const ProgressReportQuery = FilteredDays.extend({
  groupBy: ProgressGroup.default('member'),
  samples: z.enum(['include', 'exclude']).default('include'),
}).refine(inOrder, OUT_OF_ORDER);
export type ProgressReportQuery = z.infer<typeof ProgressReportQuery>;

/** A mean of scores, and where the true one lies with 95 per cent confidence; null below two. */
export const MeanScore = z.object({
  n: z.number().int(),
  mean: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
});
export type MeanScore = z.infer<typeof MeanScore>;

/** Later half against earlier half; `likely` where the band does not hold zero. */
export const Lift = z.object({
  points: z.number(),
  low: z.number(),
  high: z.number(),
  likely: z.boolean(),
});
export type Lift = z.infer<typeof Lift>;

export const TraineeProgress = z.object({
  memberId: z.uuid(),
  name: z.string(),
  mode: Mode,
  calls: z.number().int(),
  minutes: z.number(),
  /** Of these calls, ready-made samples. */
  samples: z.number().int(),
  /** Calls with a score. */
  n: z.number().int(),
  first: z.number().nullable(),
  best: z.number().nullable(),
  latest: z.number().nullable(),
  mean: z.number().nullable(),
  /** Null below four scores: two halves of two are the least to compare. */
  lift: Lift.nullable(),
});
export type TraineeProgress = z.infer<typeof TraineeProgress>;

export const WeekProgress = MeanScore.extend({
  /** Its Monday. */
  week: z.iso.date(),
  calls: z.number().int(),
  minutes: z.number(),
  trainees: z.number().int(),
});
export type WeekProgress = z.infer<typeof WeekProgress>;

export const CriterionProgress = MeanScore.extend({
  mode: Mode,
  criterion: z.string(),
  name: z.string(),
  /** The later half of the period against the earlier. */
  lift: Lift.nullable(),
});
export type CriterionProgress = z.infer<typeof CriterionProgress>;

export const ProgressReport = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  groupBy: ProgressGroup,
  timeZone: z.string(),
  /** Those who practised most, at most two hundred; a CSV has them all. */
  trainees: z.array(TraineeProgress),
  moreTrainees: z.number().int(),
  weeks: z.array(WeekProgress),
  criteria: z.array(CriterionProgress),
  total: MeanScore.extend({
    calls: z.number().int(),
    minutes: z.number(),
    samples: z.number().int(),
  }),
  freshness: Freshness,
});
export type ProgressReport = z.infer<typeof ProgressReport>;

export class ProgressReportQueryDto extends createZodDto(ProgressReportQuery) {}
export class ProgressReportDto extends createZodDto(ProgressReport) {}
