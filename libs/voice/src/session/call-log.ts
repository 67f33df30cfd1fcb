import type { Clock } from '../clock/clock';
import type { VoiceEvent, VoiceEventBody } from '../events/voice-event';
import { ProviderError } from '../resilience/provider-error';

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

  add(body: VoiceEventBody): void {
    this.seq += 1;
    this.onEvent({ seq: this.seq, atMs: this.nowMs(), ...body });
  }

  failure(stage: 'stt' | 'llm' | 'tts', provider: string, error: unknown): void {
    const kind = error instanceof ProviderError ? error.kind : 'bad_response';
    this.add({ type: 'provider.failed', stage, provider, kind });
  }
}
