import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';

export const PricingRun = z.object({
  id: z.uuid(),
  /** Quantities without a price when it began. */
  total: z.number().int(),
  lookedAt: z.number().int(),
  /** That have one now. */
  priced: z.number().int(),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
});

export const Pricing = z.object({
  /** Quantities in the ledger whose cost is unknown. */
  unpriced: z.number().int(),
  /** The one under way, else the last. */
  run: PricingRun.nullable(),
});
export type Pricing = z.infer<typeof Pricing>;

export class PricingDto extends createZodDto(Pricing) {}
