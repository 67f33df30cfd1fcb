import type { TurnEvent } from '../turn/turn.types';
import type { VoiceEvent } from './voice-event';

/** Reads a call's log for what its turn machine was told, entry by entry. */
export class TurnInputs {
  private readonly turnOfSegment = new Map<string, string>();
  private readonly epochOfTurn = new Map<string, number>();
  private readonly audible = new Set<string>();

  constructor(private readonly talk: 'open' | 'hold') {}

  /** What the entry told the machine, if it did. */
  of(event: VoiceEvent): TurnEvent | undefined {
    const { atMs } = event;
    switch (event.type) {
      case 'session.started':
        return { atMs, type: 'started' };
      case 'speech.started':
        if (this.talk === 'hold') return { atMs, type: 'talk.pressed' };
        return { atMs, type: 'speech.started', held: event.held, sinceMs: event.sinceMs };
      case 'speech.ended':
        if (this.talk === 'hold') return { atMs, type: 'talk.released' };
        return { atMs, type: 'speech.ended', sinceMs: event.sinceMs };
      case 'transcript.interim':
        return { atMs, type: 'stt.interim', ...wordsOf(event) };
      case 'transcript.final':
        return finalWords(event);
      case 'provider.failed':
        if (event.stage !== 'stt') return undefined;
        return { atMs, type: 'stt.failed', fatal: event.fatal === true };
      case 'turn.input':
        return { atMs, ...event.input };
      default:
        return this.ofReply(event);
    }
  }

  private ofReply(event: VoiceEvent): TurnEvent | undefined {
    switch (event.type) {
      case 'reply.started':
      case 'reply.speculated':
        this.epochOfTurn.set(event.turnId, event.epoch);
        return undefined;
      case 'segment.started':
        this.turnOfSegment.set(event.segmentId, event.turnId);
        return undefined;
      case 'playback.progress':
      case 'playback.finished':
        return this.played(event);
      default:
        return undefined;
    }
  }

  private played(
    event: Extract<VoiceEvent, { type: 'playback.progress' | 'playback.finished' }>,
  ): TurnEvent | undefined {
    const { atMs, type, segmentId, playedMs } = event;
    const turnId = this.turnOfSegment.get(segmentId) ?? '';
    const epoch = this.epochOfTurn.get(turnId);
    if (epoch === undefined) return undefined;
    const sounds = playedMs > 0 || type === 'playback.finished';
    if (this.audible.has(turnId) || !sounds) return { atMs, type: 'reply.progress', epoch };
    this.audible.add(turnId);
    return { atMs, type: 'reply.audible', epoch };
  }
}

type Words = Extract<VoiceEvent, { type: 'transcript.interim' | 'transcript.final' }>;

const wordsOf = ({ text, heard, endOfTurn, turnEnded }: Words) => ({
  text,
  heard,
  endOfTurn,
  turnEnded,
});

function finalWords(event: Extract<VoiceEvent, { type: 'transcript.final' }>): TurnEvent {
  const { atMs, by } = event;
  if (by) return { atMs, type: 'text.final', by, ...wordsOf(event) };
  return { atMs, type: 'stt.final', ...wordsOf(event) };
}
