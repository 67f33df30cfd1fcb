import { unsettledUsage, type VoiceEvent } from '@sparline/voice';
import type { CostComponent, UsagePurpose } from './usage.schemas';

type Usage = Extract<VoiceEvent, { type: 'usage' }>;

/** A quantity as it was used, not priced yet. */
export type UsedQuantity = {
  sourceId: string;
  component: CostComponent;
  provider: string;
  model: string;
  unit: string;
  quantity: number;
  estimated: boolean;
  purpose: UsagePurpose;
  speculation?: 'used' | 'discarded';
  occurredAt: Date;
};

const COMPONENTS: Record<Usage['purpose'], CostComponent> = {
  reply: 'language_model',
  speculative: 'language_model',
  recognition: 'recognition',
  speech: 'speech',
};

/**
 * Everything a call's log says was used, and what it shows to have been under way when it broke off. The
 * source id is made of the call, the entry of its log and the unit, so the same log always names the
 * same lines.
 */
export const usageOfCall = (
  call: { callId: string; startedAt: Date },
  events: readonly VoiceEvent[],
): UsedQuantity[] =>
  byMinute([...events.filter(isUsage), ...unsettledUsage(events)]).flatMap((event) =>
    sumByUnit(event.quantities).map(({ unit, quantity }) => ({
      sourceId: `${call.callId}-${event.seq}-${unit}`,
      component: COMPONENTS[event.purpose],
      provider: event.provider,
      model: event.model,
      unit,
      quantity: Math.ceil(quantity),
      estimated: event.estimated ?? false,
      purpose: event.purpose,
      ...(event.speculation && { speculation: event.speculation }),
      occurredAt: new Date(call.startedAt.getTime() + event.atMs),
    })),
  );

/** Recognition is told in small pieces for the sake of crashes; the ledger has a line a minute of it. */
const byMinute = (events: readonly Usage[]): Usage[] => {
  const minutes = new Map<string, Usage>();
  for (const event of events) {
    const { atMs, estimated = false, model, provider, purpose, seq } = event;
    const minute = Math.floor(atMs / 60_000);
    const key =
      purpose === 'recognition' ? `${provider} ${model} ${estimated} ${minute}` : `entry ${seq}`;
    const known = minutes.get(key);
    const quantities = [...(known?.quantities ?? []), ...event.quantities];
    minutes.set(key, { ...(known ?? event), quantities });
  }
  return [...minutes.values()];
};

const isUsage = (event: VoiceEvent): event is Usage => event.type === 'usage';

/** An entry may name a unit twice; what was not used is no line. */
export const sumByUnit = <Unit extends string>(
  quantities: readonly { unit: Unit; quantity: number }[],
): { unit: Unit; quantity: number }[] => {
  const sums = new Map<Unit, number>();
  for (const { unit, quantity } of quantities) {
    sums.set(unit, (sums.get(unit) ?? 0) + quantity);
  }
  return [...sums]
    .filter(([, quantity]) => quantity > 0)
    .map(([unit, quantity]) => ({ unit, quantity }));
};
