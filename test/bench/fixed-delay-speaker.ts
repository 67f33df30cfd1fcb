import {
  type Clock,
  sleep,
  type SpeechToSpeech,
  type SpeechToSpeechOptions,
  type SpeechToSpeechStream,
  type SpokenReply,
  type SpokenReplyRequest,
} from '@sparline/voice';

/** No multiple of the 20 ms in which audio comes. */
const MS_PER_CHARACTER = 57;
const PIECE_MS = 100;
const BYTES_PER_MS = 48;

/** A speech-to-speech model at its port: told when speech begins and ends, it speaks 57 ms a letter. */
export class FixedDelaySpeaker implements SpeechToSpeech {
  readonly provider = 'simulated';
  readonly model = 'speaker';
  readonly finalBudgetMs = 1_500;
  /** Of the reply that was cut last, in milliseconds. */
  cutAtMs = Number.NaN;
  private options: SpeechToSpeechOptions | null = null;

  constructor(
    private readonly clock: Clock,
    private readonly script: { reply: string; firstAudioMs: number; timesRealTime: number },
  ) {}

  dial(): never {
    throw new Error('The bench opens it at once.');
  }

  open(options: SpeechToSpeechOptions): SpeechToSpeechStream {
    this.options = options;
    return {
      write: () => undefined,
      talk: () => undefined,
      typed: () => undefined,
      toolOutput: () => undefined,
      respond: (request) => this.respond(request),
      close: () => void (this.options = null),
    };
  }

  hearsSpeech(sinceMs: number): void {
    this.options?.onEvent({ type: 'speech_started', sinceMs });
  }

  hearsSilence(sinceMs: number, text: string): void {
    this.options?.onEvent({ type: 'speech_ended', sinceMs });
    this.clock.setTimer(300, () => this.options?.onEvent({ type: 'final', text }));
  }

  private respond({ say, onEvent }: SpokenReplyRequest): SpokenReply {
    const stop = new AbortController();
    void this.speak(say ?? this.script.reply, { onEvent, signal: stop.signal });
    return {
      cut: (heardMs) => {
        this.cutAtMs = [...heardMs.values()][0] ?? 0;
        stop.abort();
      },
      finished: () => undefined,
    };
  }

  private async speak(
    text: string,
    { onEvent, signal }: { onEvent: SpokenReplyRequest['onEvent']; signal: AbortSignal },
  ): Promise<void> {
    const { firstAudioMs, timesRealTime } = this.script;
    const itemId = 'item';
    await sleep(this.clock, firstAudioMs, signal);
    const pieces = Math.ceil((text.length * MS_PER_CHARACTER) / PIECE_MS);
    for (let at = 0; at < pieces && !signal.aborted; at += 1) {
      if (at === 0) onEvent({ type: 'text', itemId, text });
      onEvent({ type: 'audio', itemId, audio: new Uint8Array(PIECE_MS * BYTES_PER_MS) });
      await sleep(this.clock, PIECE_MS / timesRealTime, signal);
    }
    if (!signal.aborted) onEvent({ type: 'item_ended', itemId });
    onEvent({ type: 'ended' });
  }
}
