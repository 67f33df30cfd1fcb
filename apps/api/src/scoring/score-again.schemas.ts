import { Mode } from '@sparline/personas';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';

/** Which finished calls; all of them when nothing is said. Days are UTC, both included. */
export const ScoreAgain = z
  .object({
    mode: Mode.optional(),
    memberId: z.uuid().optional(),
    from: z.iso.date().optional(),
    to: z.iso.date().optional(),
  })
  .refine(({ from, to }) => !from || !to || from <= to, {
    path: ['to'],
    message: 'The last day lies before the first',
  });
export type ScoreAgain = z.infer<typeof ScoreAgain>;

/** How many calls that would be, and whether a language model is paid for each. */
export const ScoreAgainPreview = z.object({
  calls: z.number().int(),
  byModel: z.boolean(),
});
export type ScoreAgainPreview = z.infer<typeof ScoreAgainPreview>;

export class ScoreAgainDto extends createZodDto(ScoreAgain) {}
export class ScoreAgainPreviewDto extends createZodDto(ScoreAgainPreview) {}
