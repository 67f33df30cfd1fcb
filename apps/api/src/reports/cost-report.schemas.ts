import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { Freshness } from './facts/facts.schemas';
import { FilteredDays } from './report-filters.schemas';
import { inOrder, OUT_OF_ORDER } from './report-days.schemas';

export const CostGroup = z.enum([
  'component',
  'provider',
  'model',
  'purpose',
  'member',
  'persona',
  'mode',
  'channel',
  'engine',
  'day',
  'week',
  'month',
  'call',
]);
export type CostGroup = z.infer<typeof CostGroup>;

export const CostReportQuery = FilteredDays.extend({
  groupBy: CostGroup.default('component'),
}).refine(inOrder, OUT_OF_ORDER);
export type CostReportQuery = z.infer<typeof CostReportQuery>;

const microUsd = z.number().int();
const CostByComponent = z.object({
  recognition: microUsd,
  language_model: microUsd,
  speech: microUsd,
  carrier: microUsd,
  messages: microUsd,
  storage: microUsd,
  scoring: microUsd,
});

const CostFigures = z.object({
  /** Null by component, model and purpose: a call has several of each. */
  calls: z.number().int().nullable(),
  /** Of calls in which somebody was chosen to practise with. */
  practisedMs: z.number().int().nullable(),
  costMicroUsd: z.number().int(),
  /** Cost over practised minutes; null where nobody practised. */
  costPerMinuteMicroUsd: z.number().int().nullable(),
  components: CostByComponent,
  /** Of answers that were begun early and thrown away; part of the language model. */
  speculationMicroUsd: z.number().int(),
  /** Some quantity has no price in the book, so the cost is too low. */
  incomplete: z.boolean(),
});
export type CostFigures = z.infer<typeof CostFigures>;

export const CostReportRow = CostFigures.extend({ key: z.string(), label: z.string() });
export type CostReportRow = z.infer<typeof CostReportRow>;

/** What belongs to no call stands in a row of its own, or in the days it lies in. */
export const CostReport = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  groupBy: CostGroup,
  timeZone: z.string(),
  /** By call the hundred dearest; an export has them all. */
  rows: z.array(CostReportRow),
  total: CostFigures,
  withoutCallMicroUsd: z.number().int(),
  freshness: Freshness,
});
export type CostReport = z.infer<typeof CostReport>;

export class CostReportQueryDto extends createZodDto(CostReportQuery) {}
export class CostReportDto extends createZodDto(CostReport) {}
