import type { UsageSource } from '../ports/usage';
import { TurnAnchorReader, type TurnAnchors } from './turn-anchors';
import type { VoiceEvent } from './voice-event';

/** What the log tells of one reply; moments on the call's clock. */
export type ReplyAnchors = {
  turnId: string;
  answers: string;
  seq: number;
  begunMs: number;
  speculated: boolean;
  /** When it became the answer; undefined as long as it is a speculation. */
  admittedMs?: number;
  turn?: TurnAnchors;
  tokenMs?: number;
  model?: UsageSource;
  voice?: UsageSource;
  sentenceMs?: number;
  /** Of its first segment. */
  audioMs?: number;
  audibleMs?: number;
  transportMs?: number;
  /** It was held before its first sound was reported: nobody can tell when that was. */
  held: boolean;
};
export type AdmittedReply = ReplyAnchors & { admittedMs: number };

type Segment = { reply: ReplyAnchors; first: boolean; audioMs?: number };
type Played = Extract<VoiceEvent, { type: 'playback.progress' | 'playback.finished' }>;

/** Follows the persona's replies through a log, entry by entry. */
export class ReplyAnchorReader {
  private readonly turns = new TurnAnchorReader();
  private readonly replies = new Map<string, ReplyAnchors>();
  private readonly segments = new Map<string, Segment>();

  read(event: VoiceEvent): void {
    this.turns.read(event);
    switch (event.type) {
      case 'turn.committed':
        this.bindReleased(event.turnId);
        return;
      case 'reply.speculated':
        this.begin(event, event.answers);
        return;
      case 'reply.started':
        if (event.answers !== undefined) this.admit(this.begin(event, event.answers), event.atMs);
        return;
      case 'reply.released': {
        const reply = this.replies.get(event.turnId);
        if (reply) this.admit(reply, event.atMs);
        return;
      }
      case 'reply.discarded':
        this.replies.delete(event.turnId);
        return;
      default:
        this.readProgress(event);
    }
  }

  /** Those that became an answer, in the order they did. */
  answers(): AdmittedReply[] {
    return [...this.replies.values()]
      .filter((reply): reply is AdmittedReply => reply.admittedMs !== undefined)
      .sort((a, b) => a.admittedMs - b.admittedMs || a.seq - b.seq);
  }

  private begin(
    { turnId, seq, atMs, type }: Extract<VoiceEvent, { epoch: number }>,
    answers: string,
  ): ReplyAnchors {
    const known = this.replies.get(turnId);
    if (known) return known;
    const speculated = type === 'reply.speculated';
    const reply = { turnId, answers, seq, begunMs: atMs, speculated, held: false };
    this.replies.set(turnId, reply);
    return reply;
  }

  private admit(reply: ReplyAnchors, atMs: number): void {
    reply.admittedMs ??= atMs;
    this.bind(reply);
  }

  /** A speculation may be let go a moment before the log says that its turn has ended. */
  private bindReleased(answers: string): void {
    for (const reply of this.replies.values()) {
      const waits = reply.speculated && reply.admittedMs !== undefined;
      if (reply.answers === answers && waits) this.bind(reply);
    }
  }

  /** An earlier end of the same turn is not the one that a speculation waited for. */
  private bind(reply: ReplyAnchors): void {
    const turn = this.turns.of(reply.answers);
    if (!reply.speculated || (turn && turn.seq > reply.seq)) reply.turn ??= turn;
  }

  private readProgress(event: VoiceEvent): void {
    switch (event.type) {
      case 'reply.first_token': {
        const reply = this.replies.get(event.turnId);
        if (!reply || reply.tokenMs !== undefined) return;
        reply.tokenMs = event.atMs;
        reply.model = event.source;
        return;
      }
      case 'segment.started': {
        const reply = this.replies.get(event.turnId);
        if (!reply) return;
        this.segments.set(event.segmentId, { reply, first: reply.sentenceMs === undefined });
        reply.sentenceMs ??= event.atMs;
        return;
      }
      case 'segment.first_audio':
      case 'playback.progress':
      case 'playback.finished':
      case 'output.paused':
        this.readSegment(event);
        return;
      default:
        return;
    }
  }

  private readSegment(event: Extract<VoiceEvent, { segmentId: string }>): void {
    const segment = this.segments.get(event.segmentId);
    if (!segment) return;
    const { reply } = segment;
    if (event.type === 'segment.first_audio') {
      segment.audioMs ??= event.atMs;
      if (segment.first) reply.audioMs ??= event.atMs;
      reply.voice ??= event.source;
    } else if (event.type === 'output.paused') reply.held ||= reply.audibleMs === undefined;
    else if (event.type === 'playback.progress' || event.type === 'playback.finished') {
      sounded(segment, event);
    }
  }
}

/** What is reported as played has begun so much earlier, but not before there was anything to play. */
function sounded({ reply, audioMs }: Segment, { atMs, playedMs }: Played): void {
  if (reply.audibleMs !== undefined || reply.held || playedMs <= 0) return;
  const begunMs = atMs - playedMs;
  if (audioMs === undefined) {
    reply.audibleMs = begunMs;
    return;
  }
  const readyMs = Math.max(audioMs, reply.admittedMs ?? audioMs);
  reply.audibleMs = Math.max(begunMs, readyMs);
  reply.transportMs = reply.audibleMs - readyMs;
}
