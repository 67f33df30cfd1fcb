import { z } from 'zod';

export const Speaker = z.enum(['trainee', 'persona']);
export type Speaker = z.infer<typeof Speaker>;

/** One speaker's contribution as it was heard; times in milliseconds on the call's clock. */
export const TranscriptTurn = z.object({
  id: z.string(),
  speaker: Speaker,
  text: z.string(),
  startMs: z.number().int().min(0),
  endMs: z.number().int().min(0),
  /** The other side cut this turn short. */
  interrupted: z.boolean().default(false),
  /** Typed, not spoken: its times are no speaking time. Absent counts as spoken. */
  typed: z.boolean().optional(),
});
export type TranscriptTurn = z.infer<typeof TranscriptTurn>;
