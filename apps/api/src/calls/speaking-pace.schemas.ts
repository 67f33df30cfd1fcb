import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';

/** How long the pauses of somebody are within a turn, as calls have shown so far. */
export const SpeakingPace = z.object({
  pauseMs: z.number().int().positive(),
  /** So many pauses were heard. */
  pauses: z.number().int().positive(),
});
export type SpeakingPace = z.infer<typeof SpeakingPace>;

/** `pauseMs` is null, and `pauses` zero, as long as nothing was learned. */
export const MyPace = z.object({
  pauseMs: SpeakingPace.shape.pauseMs.nullable(),
  pauses: z.number().int().nonnegative(),
});
export type MyPace = z.infer<typeof MyPace>;

export class MyPaceDto extends createZodDto(MyPace) {}
