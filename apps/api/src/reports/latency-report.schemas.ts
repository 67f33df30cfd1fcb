import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { inOrder, OUT_OF_ORDER } from './report-days.schemas';
import { FilteredDays } from './report-filters.schemas';

export const LatencyGroup = z.enum([
  'provider',
  'model',
  'persona',
  'mode',
  'channel',
  'engine',
  'day',
  'week',
  'month',
]);
export type LatencyGroup = z.infer<typeof LatencyGroup>;

/**
 * In the order they pass; `response` is all of them, from the moment the trainee really stopped to the
 * first sound, and `saved` what beginning before the end of the turn was known has taken off it.
 */
export const LatencyStage = z.enum([
  'eotDelay',
  'finalDelay',
  'firstToken',
  'firstSentence',
  'firstAudio',
  'transport',
  'response',
  'saved',
]);
export type LatencyStage = z.infer<typeof LatencyStage>;

export const LatencyReportQuery = FilteredDays.extend({
  groupBy: LatencyGroup.default('provider'),
}).refine(inOrder, OUT_OF_ORDER);
export type LatencyReportQuery = z.infer<typeof LatencyReportQuery>;

export const StageFigures = z.object({
  stage: LatencyStage,
  /** So many times it was measured; a stage that never was has no figures. */
  n: z.number().int().positive(),
  p50Ms: z.number().int().nonnegative(),
  p95Ms: z.number().int().nonnegative(),
});
export type StageFigures = z.infer<typeof StageFigures>;

/**
 * By provider or model each has the stages it answers for: recognition the final transcript, the
 * language model token and sentence, the voice its audio, and a model that speaks by itself all of
 * them. End of turn, transport and response are nobody's alone and stand in the total.
 */
export const LatencyReport = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  groupBy: LatencyGroup,
  timeZone: z.string(),
  rows: z.array(
    StageFigures.extend({
      /** Name of the provider or of provider and model, id of the persona, the mode, or the day. */
      key: z.string(),
      label: z.string(),
    }),
  ),
  total: z.array(StageFigures),
  /**
   * False where there are so many answers that each figure may be off by up to 5 per cent; of one
   * member or persona they are then those of a sample of 5,000 calls.
   */
  exact: z.boolean(),
});
export type LatencyReport = z.infer<typeof LatencyReport>;

export class LatencyReportQueryDto extends createZodDto(LatencyReportQuery) {}
export class LatencyReportDto extends createZodDto(LatencyReport) {}
