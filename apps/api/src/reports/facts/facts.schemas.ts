import { z } from 'zod';

/** How far reports are from the records at this moment. */
export const Freshness = z.object({
  /** Changes that are not in the figures yet; they are a few seconds later. */
  pending: z.number().int(),
  /** Everything is being worked out again, e.g. after a change of the time zone; null otherwise. */
  rebuild: z.object({ done: z.number().int(), total: z.number().int().nullable() }).nullable(),
  /** The last comparison with the records; what differed was repaired. */
  check: z
    .object({
      checkedAt: z.iso.datetime(),
      calls: z.number().int(),
      days: z.number().int(),
      differences: z.number().int(),
    })
    .nullable(),
});
export type Freshness = z.infer<typeof Freshness>;
