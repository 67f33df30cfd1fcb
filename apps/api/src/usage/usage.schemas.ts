import { z } from 'zod';

export const CostComponent = z.enum([
  'recognition',
  'language_model',
  'speech',
  'carrier',
  'messages',
  'storage',
  'scoring',
]);
export type CostComponent = z.infer<typeof CostComponent>;

/** One priced quantity; `costMicroUsd` is null where the price is unknown, never zero. */
export const UsageLine = z.object({
  component: CostComponent,
  provider: z.string(),
  model: z.string(),
  unit: z.string(),
  quantity: z.number(),
  costMicroUsd: z.number().int().nullable(),
  estimated: z.boolean(),
});
export type UsageLine = z.infer<typeof UsageLine>;

export const CallCost = z.object({
  /** Sum of what is priced. */
  totalMicroUsd: z.number().int(),
  /** Some quantity has no price in the book, so the total is too low. */
  incomplete: z.boolean(),
  lines: z.array(UsageLine),
});
export type CallCost = z.infer<typeof CallCost>;
