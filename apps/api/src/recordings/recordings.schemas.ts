import { z } from 'zod';

/** Stereo: trainee left, persona right. */
export const CallRecording = z.object({
  url: z.string(),
  durationMs: z.number().int(),
  bytes: z.number().int(),
  /** Loudest sample of each of equal stretches, 0 to 1, for the waveform. */
  peaks: z.object({ trainee: z.array(z.number()), persona: z.array(z.number()) }),
});
export type CallRecording = z.infer<typeof CallRecording>;
