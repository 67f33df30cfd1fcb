import type { UsageQuantity, UsageUnit } from '../../ports/usage';

export type ChatUsage = {
  prompt_tokens?: number;
  completion_tokens?: number;
  prompt_tokens_details?: { cached_tokens?: number | null } | null;
};

/** Quantities above zero only. */
export function quantities(counts: Partial<Record<UsageUnit, number>>): UsageQuantity[] {
  return (Object.entries(counts) as [UsageUnit, number][])
    .filter(([, quantity]) => quantity > 0)
    .map(([unit, quantity]) => ({ unit, quantity }));
}

/** `input_token` holds what was not cached, so that no token is counted twice. */
export function chatQuantities(usage: ChatUsage): UsageQuantity[] {
  const cached = usage.prompt_tokens_details?.cached_tokens ?? 0;
  return quantities({
    input_token: (usage.prompt_tokens ?? 0) - cached,
    cached_input_token: cached,
    output_token: usage.completion_tokens ?? 0,
  });
}
