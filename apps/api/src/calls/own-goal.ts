import { deriveTurns, practisedPart, type VoiceEvent } from '@sparline/voice';
import type { FreeReason } from '../usage/minutes/settlement';

/** Below this nothing was practised. */
export const LEAST_WORDS = 20;

/** How a call ends that was broken by us, not by the trainee. */
const BROKEN: readonly string[] = ['failed', 'crashed'];

export type CallToJudge = { endReason: string | null; events: readonly VoiceEvent[] };

/**
 * Why a call costs its trainee nothing, from its log alone; undefined where it is to be paid for. An
 * outage of those we depend on comes before our own failure, which is often its consequence.
 */
export const ownGoalOf = ({ endReason, events }: CallToJudge): FreeReason | undefined => {
  if (hadOutage(events)) return 'provider_outage';
  if (endReason !== null && BROKEN.includes(endReason)) return 'our_failure';
  const words = wordsSaid(events);
  if (neverPlayed(events)) return 'broken_audio';
  if (words === 0 && neverHeard(endReason, events)) return 'broken_audio';
  return words < LEAST_WORDS ? 'few_words' : undefined;
};

/** Every provider of a stage failed, and the conversation did not come back. */
const hadOutage = (events: readonly VoiceEvent[]): boolean => {
  let isOut = false;
  const phrases = new Set<string>();
  for (const event of events) {
    if (event.type === 'provider.failed' && event.fatal) return true;
    if (event.type === 'reply.started' && event.phrase) phrases.add(event.turnId);
    if (event.type === 'turn.input' && event.input.type === 'reply.failed') isOut = true;
    // An apology needs no provider but the voice, and answers nothing.
    if (event.type === 'turn.spoken' && event.heardText !== '' && !phrases.has(event.turnId)) {
      isOut = false;
    }
  }
  return isOut;
};

const wordsSaid = (events: readonly VoiceEvent[]): number => {
  const turns = deriveTurns(practisedPart(events)).filter(({ speaker }) => speaker === 'trainee');
  return turns.reduce(
    (sum, { text }) => sum + (text.match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu) ?? []).length,
    0,
  );
};

/** The persona spoke, and nothing of it came out at the far end. */
const neverPlayed = (events: readonly VoiceEvent[]): boolean =>
  events.some(({ type }) => type === 'segment.produced') &&
  !events.some(({ type }) => type === 'playback.progress' || type === 'playback.finished');

/** The line was lost without a word, no sound arrived, or none that could be understood. */
const neverHeard = (endReason: string | null, events: readonly VoiceEvent[]): boolean =>
  endReason === 'disconnected' ||
  !events.some(({ type }) => type === 'speech.started') ||
  events.some(({ type }) => type === 'turn.unheard');
