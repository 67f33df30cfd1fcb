import { ReplyAnchorReader, type AdmittedReply } from './reply-anchors';
import type { StageTimes, TurnLatency } from './turn-latency';
import type { VoiceEvent } from './voice-event';

/**
 * For every reply to a trainee's turn how long each stage took, from a call's log alone, in the order
 * they became the answer. Interrupted replies, and those nobody heard, have what they came to.
 * Phrases that no model wrote and speculations that did not fit are no replies.
 */
export function deriveLatency(events: readonly VoiceEvent[]): TurnLatency[] {
  const reader = new ReplyAnchorReader();
  let engine = '';
  for (const event of events) {
    if (event.type === 'session.started') engine = event.engine;
    reader.read(event);
  }
  return reader.answers().map((reply) => latencyOf(reply, engine));
}

function latencyOf(reply: AdmittedReply, engine: string): TurnLatency {
  const { turnId, answers, turn, begunMs, admittedMs, speculated, model, voice } = reply;
  return {
    turnId,
    answers,
    atMs: admittedMs,
    speculation: speculated ? 'used' : null,
    ...measured({
      eotDelayMs: since(turn?.speechEndMs, turn?.committedMs),
      finalDelayMs: since(turn?.speechEndMs, turn?.finalMs),
      firstTokenMs: since(begunMs, reply.tokenMs),
      firstSentenceMs: since(reply.tokenMs, reply.sentenceMs),
      firstAudioMs: since(reply.sentenceMs, reply.audioMs),
      transportMs: reply.transportMs,
      responseMs: since(turn?.speechEndMs, reply.audibleMs),
      savedMs: speculated ? savedOf(reply) : undefined,
    }),
    ...(turn?.recogniser ? { recogniser: turn.recogniser } : {}),
    ...(engine === 'realtime'
      ? { ...(model ? { speechToSpeech: model } : {}) }
      : { ...(model ? { languageModel: model } : {}), ...(voice ? { voice } : {}) }),
  };
}

/** As far as it had come when it was let go is what would still have had to happen then. */
function savedOf(reply: AdmittedReply): number | undefined {
  const reachedMs = reply.audioMs ?? reply.sentenceMs ?? reply.tokenMs;
  return reachedMs === undefined
    ? undefined
    : since(reply.begunMs, Math.min(reachedMs, reply.admittedMs));
}

/** Undefined as well where the log has it the wrong way round: no number is better than a wrong one. */
function since(fromMs: number | undefined, toMs: number | undefined): number | undefined {
  if (fromMs === undefined || toMs === undefined || toMs < fromMs) return undefined;
  return Math.round(toMs - fromMs);
}

function measured(times: StageTimes): StageTimes {
  const known = Object.entries(times).filter(([, ms]) => ms !== undefined);
  return Object.fromEntries(known);
}
