import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { Task } from '../../tasks/tasks.schemas';

export const PricingRun = z.object({
  /** How far it is, counted in quantities; those that have no price yet count as failed. */
  task: Task,
  /** That have a price now. */
  priced: z.number().int(),
});

export const Pricing = z.object({
  /** Quantities in the ledger whose cost is unknown. */
  unpriced: z.number().int(),
  /** The one under way, else the last of this month. */
  run: PricingRun.nullable(),
});
export type Pricing = z.infer<typeof Pricing>;

export class PricingDto extends createZodDto(Pricing) {}
