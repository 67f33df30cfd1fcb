import type { Clock } from '../clock/clock';
import type { VoiceEvent, VoiceEventBody } from '../events/voice-event';
import type { TurnJudgement } from '../ports/speech-to-text';
import type { UsageSource } from '../ports/usage';
import { ProviderError } from '../resilience/provider-error';
import { isEcho } from '../turn/lexicon';

type SaidWords = TurnJudgement & {
  text: string;
  heard: string;
  by?: 'typing' | 'recognition';
  source?: UsageSource;
};

const kindOf = (error: unknown): string =>
  error instanceof ProviderError ? error.kind : 'bad_response';

/** Numbers and times the events of one call. */
export class CallLog {
  private seq = 0;
  private readonly startedAt: number;

  constructor(
    private readonly clock: Clock,
    private readonly onEvent: (event: VoiceEvent) => void,
  ) {
    this.startedAt = clock.now();
  }

  /** Whole milliseconds since the call began. */
  nowMs(): number {
    return Math.round(this.clock.now() - this.startedAt);
  }

  /** Returns the entry's number. */
  add(body: VoiceEventBody): number {
    this.seq += 1;
    const { seq } = this;
    this.onEvent({ seq, atMs: this.nowMs(), ...body });
    return seq;
  }

  /** Words as they come; of the persona's last ones only as much as it takes to know an echo. */
  words(final: boolean, { text, heard, by, source, endOfTurn, turnEnded }: SaidWords): void {
    const said = {
      text,
      ...(isEcho(text, heard) ? { heard } : {}),
      ...(endOfTurn === undefined ? {} : { endOfTurn }),
      ...(turnEnded ? { turnEnded } : {}),
    };
    const from = { ...(by ? { by } : {}), ...(source ? { source } : {}) };
    if (!final) this.add({ type: 'transcript.interim', ...said });
    else this.add({ type: 'transcript.final', ...said, ...from });
  }

  failure(stage: 'llm' | 'tts', provider: string, error: unknown): void {
    this.add({ type: 'provider.failed', stage, provider, kind: kindOf(error) });
  }

  recognitionFailure(provider: string, error: unknown, fatal: boolean): void {
    const failed = {
      type: 'provider.failed',
      stage: 'stt',
      provider,
      kind: kindOf(error),
    } as const;
    this.add(fatal ? { ...failed, fatal } : failed);
  }
}
