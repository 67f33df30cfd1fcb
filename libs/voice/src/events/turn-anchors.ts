import type { UsageSource } from '../ports/usage';
import type { VoiceEvent } from './voice-event';

/** Moments of one committed turn of the trainee, on the call's clock. */
export type TurnAnchors = {
  committedMs: number;
  /** The entry of the log that committed it. */
  seq: number;
  /** When the trainee really stopped; absent where no detector noticed it, or nothing was spoken. */
  speechEndMs?: number;
  /** When its last final transcript came. One that came before the end of speech is none. */
  finalMs?: number;
  recogniser?: UsageSource;
};

type SpeechEnd = { ms: number; loggedMs: number };
type Final = { ms: number; source?: UsageSource };
type Committed = Extract<VoiceEvent, { type: 'turn.committed' }>;

/** Follows the trainee's side of a log, entry by entry: when each turn ended, and who noticed what. */
export class TurnAnchorReader {
  private readonly turns = new Map<string, TurnAnchors>();
  private last: TurnAnchors | undefined;
  private speaking = false;
  private end: SpeechEnd | undefined;
  private final: Final | undefined;

  /** The turn as it was committed last. */
  of(turnId: string): TurnAnchors | undefined {
    return this.turns.get(turnId);
  }

  read(event: VoiceEvent): void {
    switch (event.type) {
      case 'speech.started':
        this.speaking = true;
        this.last = undefined;
        return;
      case 'speech.ended':
        this.speaking = false;
        this.end = { ms: event.atMs - (event.sinceMs ?? 0), loggedMs: event.atMs };
        return;
      case 'transcript.final':
        if (event.by !== 'typing') this.recognised({ ms: event.atMs, source: event.source });
        return;
      case 'turn.committed':
        this.commit(event);
        return;
      default:
        return;
    }
  }

  /** A final that comes after its turn was committed is the slowest of all, and counts. */
  private recognised(final: Final): void {
    this.final = final;
    const { last } = this;
    if (!last || last.speechEndMs === undefined || last.finalMs !== undefined) return;
    last.finalMs = final.ms;
    if (final.source) last.recogniser = final.source;
  }

  private commit(event: Committed): void {
    const { seq, atMs: committedMs, turnId, typed } = event;
    const anchors: TurnAnchors = { seq, committedMs };
    const speechEndMs = typed ? undefined : this.endOf(event);
    if (speechEndMs !== undefined) {
      anchors.speechEndMs = speechEndMs;
      if (this.final && this.final.ms >= speechEndMs) anchors.finalMs = this.final.ms;
    }
    if (!typed && this.final?.source) anchors.recogniser = this.final.source;
    this.turns.set(turnId, anchors);
    this.last = anchors;
    this.end = undefined;
    this.final = undefined;
  }

  /**
   * Not that of an earlier murmur, and none while the trainee goes on. A turn that is committed again,
   * because its words came late, ended when it ended.
   */
  private endOf({ turnId, startMs }: Committed): number | undefined {
    if (this.speaking) return undefined;
    if (this.end) return this.end.loggedMs >= startMs ? this.end.ms : undefined;
    return this.turns.get(turnId)?.speechEndMs;
  }
}
