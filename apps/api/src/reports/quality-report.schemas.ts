import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { Freshness } from './facts/facts.schemas';
import { LatencyGroup, StageFigures } from './latency-report.schemas';
import { inOrder, OUT_OF_ORDER } from './report-days.schemas';
import { FilteredDays } from './report-filters.schemas';

export const QualityReportQuery = FilteredDays.extend({
  groupBy: LatencyGroup.default('provider'),
}).refine(inOrder, OUT_OF_ORDER);
export type QualityReportQuery = z.infer<typeof QualityReportQuery>;

export const QualityFigures = z.object({
  calls: z.number().int(),
  durationMs: z.number().int(),
  answers: z.number().int(),
  /** The persona was cut short by the trainee. */
  interruptions: z.number().int(),
  interruptionsPerCall: z.number().nullable(),
  interruptionsPerMinute: z.number().nullable(),
  /** Ended by a fault of ours: failed, crashed or shut down. */
  failed: z.number().int(),
  failedShare: z.number().nullable(),
  /** Answers begun before the turn was known to have ended: kept, and thrown away. */
  speculationsUsed: z.number().int(),
  speculationsDiscarded: z.number().int(),
  speculationUsedShare: z.number().nullable(),
});
export type QualityFigures = z.infer<typeof QualityFigures>;

export const QualityReport = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  groupBy: LatencyGroup,
  timeZone: z.string(),
  latency: z.object({
    rows: z.array(StageFigures.extend({ key: z.string(), label: z.string() })),
    total: z.array(StageFigures),
    /**
     * False where there are so many answers that each figure may be off by up to 5 per cent; of one
     * member or persona they are then those of a sample of 5,000 calls.
     */
    exact: z.boolean(),
  }),
  /** Empty by provider and model: a call has several of each. */
  calls: z.array(QualityFigures.extend({ key: z.string(), label: z.string() })),
  total: QualityFigures,
  endings: z.array(z.object({ reason: z.string(), calls: z.number().int(), failed: z.boolean() })),
  failures: z.array(
    z.object({
      provider: z.string(),
      stage: z.string(),
      kind: z.string(),
      /** The call could not go on without it. */
      fatal: z.boolean(),
      failures: z.number().int(),
      calls: z.number().int(),
    }),
  ),
  freshness: Freshness,
});
export type QualityReport = z.infer<typeof QualityReport>;

export class QualityReportQueryDto extends createZodDto(QualityReportQuery) {}
export class QualityReportDto extends createZodDto(QualityReport) {}
