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

/**
 * What a quantity was used for. `speculative` is the language model's part of answers that were begun
 * early and thrown away; their voice is `speech` with `speculation = 'discarded'`.
 */
export const UsagePurpose = z.enum([
  'reply',
  'speculative',
  'recognition',
  'speech',
  'scoring',
  'summary',
  'carrier',
  'streaming',
  'message',
  'storage',
]);
export type UsagePurpose = z.infer<typeof UsagePurpose>;

/** Everything that can have a price. */
export const UsageUnit = z.enum([
  'input_token',
  'cached_input_token',
  'output_token',
  'audio_input_token',
  'cached_audio_input_token',
  'audio_output_token',
  'character',
  'audio_ms',
  'carrier_minute',
  'stream_minute',
  'sms_segment',
  'megabyte_day',
]);
export type UsageUnit = z.infer<typeof UsageUnit>;

/** One priced quantity; `costMicroUsd` is null where the price is unknown, never zero. */
export const UsageLine = z.object({
  component: CostComponent,
  provider: z.string(),
  model: z.string(),
  unit: z.string(),
  quantity: z.number(),
  costMicroUsd: z.number().int().nullable(),
  estimated: z.boolean(),
  /** The cost is what the vendor says it charged, no longer what the price book says. */
  charged: z.boolean(),
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
