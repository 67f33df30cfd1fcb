import { z } from 'zod';

const milliseconds = z.number().int().nonnegative().optional();

/** How long an answer of the persona took; a stage that was not measured is absent. */
export const TurnTiming = z.object({
  /** The persona's turn. */
  turnId: z.string(),
  /** It was begun before the trainee's turn was known to have ended. */
  speculated: z.boolean(),
  /** Until the turn counted as ended, since the trainee really stopped. */
  eotDelayMs: milliseconds,
  /** Until the last final transcript, since the trainee really stopped. */
  finalDelayMs: milliseconds,
  firstTokenMs: milliseconds,
  firstSentenceMs: milliseconds,
  firstAudioMs: milliseconds,
  transportMs: milliseconds,
  /** Until something was heard, since the trainee really stopped. */
  responseMs: milliseconds,
  savedMs: milliseconds,
});
export type TurnTiming = z.infer<typeof TurnTiming>;
