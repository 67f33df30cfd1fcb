import type { UsageQuantity } from '../ports/usage';
import { estimatedUsage, inputOf } from '../providers/openai-realtime/realtime-usage';
import { unsettledRecognition } from './unsettled-recognition';
import type { VoiceEvent } from './voice-event';

type Entry<T extends VoiceEvent['type']> = Extract<VoiceEvent, { type: T }>;

/**
 * What a log shows to have been under way when it broke off, as the entries that would have followed:
 * requests that were sent and never settled, and what a recogniser had been sent since it last told.
 * All of it is marked as estimated, is a lower bound rather than a guess, and carries the number of the
 * entry it follows from, so that the same log always gives the same. Empty of a call that was ended
 * properly.
 */
export function unsettledUsage(events: readonly VoiceEvent[]): Entry<'usage'>[] {
  return [...openRequests(events), ...unsettledRecognition(events)];
}

function openRequests(events: readonly VoiceEvent[]): Entry<'usage'>[] {
  const settled = new Set(events.map((event) => ('request' in event ? event.request : undefined)));
  return events
    .filter(is('request.sent'))
    .filter(({ seq }) => !settled.has(seq))
    .map((sent) => usageOf(sent, events))
    .filter(({ quantities }) => quantities.length > 0);
}

function usageOf(sent: Entry<'request.sent'>, events: readonly VoiceEvent[]): Entry<'usage'> {
  const { seq, atMs, provider, model, purpose, turnId } = sent;
  const made = purpose === 'reply' ? replyUsage(sent, events) : sent.quantities;
  const ofTurn = (type: 'reply.speculated' | 'reply.released'): boolean =>
    events.some((event) => event.type === type && event.turnId === turnId);
  const used = {
    seq,
    atMs,
    type: 'usage',
    provider,
    model,
    estimated: true,
    request: seq,
  } as const;
  const quantities = made.filter(({ quantity }) => quantity > 0);
  if (!ofTurn('reply.speculated')) return { ...used, purpose, quantities };
  if (ofTurn('reply.released')) return { ...used, purpose, quantities, speculation: 'used' };
  // What nobody had let out nobody has heard.
  const early = purpose === 'reply' ? 'speculative' : purpose;
  return { ...used, purpose: early, quantities, speculation: 'discarded' };
}

/** A model whose input only the server counts has read at least what it read for the reply before. */
function replyUsage(
  { seq, provider, model, turnId, quantities }: Entry<'request.sent'>,
  events: readonly VoiceEvent[],
): UsageQuantity[] {
  const texts = new Map<string, string>();
  const playedMs = new Map<string, number>();
  for (const event of events) {
    if (event.seq < seq) continue;
    if (event.type === 'segment.started' && event.turnId === turnId) {
      texts.set(event.segmentId, event.text);
    } else if (event.type === 'segment.text' && texts.has(event.segmentId)) {
      texts.set(event.segmentId, event.text);
    } else if ('playedMs' in event && texts.has(event.segmentId)) {
      playedMs.set(event.segmentId, event.playedMs);
    }
  }
  const characters = [...texts.values()].join(' ').length;
  if (quantities.length > 0) return [...quantities, ...estimatedUsage({ characters, audioMs: 0 })];
  const before = events
    .filter(is('usage'))
    .findLast((used) => used.seq < seq && used.provider === provider && used.model === model);
  const audioMs = [...playedMs.values()].reduce((sum, ms) => sum + ms, 0);
  return [...inputOf(before?.quantities ?? []), ...estimatedUsage({ characters, audioMs })];
}

const is =
  <T extends VoiceEvent['type']>(type: T) =>
  (event: VoiceEvent): event is Entry<T> =>
    event.type === type;
