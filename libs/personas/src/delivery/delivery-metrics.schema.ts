import { z } from 'zod';

const count = z.number().int().min(0);
const share = z.number().min(0).max(1);
const durationMs = z.number().int().min(0);

/** A place in the transcript a reader can jump to. */
export const Occurrence = z.object({ turnId: z.string(), atMs: durationMs, text: z.string() });
export type Occurrence = z.infer<typeof Occurrence>;

/** What was not measurable is null, never zero; so is speech, where all was typed. Formulas: delivery-metrics.ts. */
export const DeliveryMetrics = z.object({
  version: z.number().int(),
  durationMs,
  traineeSpeechMs: durationMs,
  personaSpeechMs: durationMs,
  traineeWords: count,
  personaWords: count,
  talkShare: share.nullable(),
  wordsPerMinute: z.number().min(0).nullable(),
  fillers: z.object({
    count,
    perHundredWords: z.number().min(0).nullable(),
    perMinute: z.number().min(0).nullable(),
    occurrences: z.array(Occurrence),
  }),
  hedges: z.object({ count, perHundredWords: z.number().min(0).nullable() }),
  longestMonologue: Occurrence.extend({ durationMs }).nullable(),
  questions: z.object({ count, open: count, followUps: count, occurrences: z.array(Occurrence) }),
  interruptions: z
    .object({ byTrainee: count, byPersona: count, occurrences: z.array(Occurrence) })
    .nullable(),
  responseGapMs: z.object({ median: z.number(), p90: z.number() }).nullable(),
  longPauses: z.object({ count, totalMs: durationMs, longestMs: durationMs }).nullable(),
  speakerChangesPerMinute: z.number().min(0).nullable(),
  /** Fewer than 20 words said: not scored, not charged. */
  enoughToScore: z.boolean(),
});
export type DeliveryMetrics = z.infer<typeof DeliveryMetrics>;
