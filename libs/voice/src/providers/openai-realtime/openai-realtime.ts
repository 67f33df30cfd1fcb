import type { Clock } from '../../clock/clock';
import type {
  SpeechToSpeech,
  SpeechToSpeechOptions,
  SpeechToSpeechStream,
} from '../../ports/speech-to-speech';
import { websocketAddress } from '../recognition/websocket-address';
import { RealtimeLine } from './realtime-line';
import type { LinkOptions } from './realtime-link';
import { RealtimeStream, type StreamSetup } from './realtime-stream';

export type OpenAiRealtimeOptions = Partial<Omit<LinkOptions, 'clock' | 'address'>> & {
  clock: Clock;
  model: string;
  apiKey?: string;
  /** With its `/v1`; the vendor's when unset. `wss` follows from `https`. */
  baseUrl?: string;
  /** Writes down what the trainee says [gpt-4o-mini-transcribe]. */
  transcriber?: string;
  /** The server's own voices by catalogue name. */
  voices?: Readonly<Record<string, string>>;
  /** Longest silence of the server within a response [15 s]. */
  responseIdleMs?: number;
};

const OPENAI_URL = 'https://api.openai.com/v1';
const TRANSCRIBER = 'gpt-4o-mini-transcribe';

/** OpenAI's Realtime API in its generally available form: one WebSocket a call, audio both ways. */
export class OpenAiRealtime implements SpeechToSpeech {
  readonly provider: string;
  readonly model: string;
  readonly finalBudgetMs = 1_500;
  private readonly setup: StreamSetup;

  constructor(options: OpenAiRealtimeOptions) {
    const { model, apiKey, baseUrl = OPENAI_URL, transcriber = TRANSCRIBER, ...rest } = options;
    this.model = model;
    this.provider = options.provider ?? 'openai';
    this.setup = {
      ...rest,
      provider: this.provider,
      transcriber: { provider: this.provider, model: transcriber },
      address: {
        url: websocketAddress(baseUrl, '/realtime', { model }),
        // Servers of one's own usually take no key.
        headers: { Authorization: `Bearer ${apiKey ?? 'none'}` },
      },
    };
  }

  async dial(): Promise<SpeechToSpeech & { discard(): void }> {
    const line = new RealtimeLine(this.setup);
    await line.greeted();
    return {
      provider: this.provider,
      model: this.model,
      finalBudgetMs: this.finalBudgetMs,
      dial: () => this.dial(),
      open: (options) => new RealtimeStream(options, this.setup, line),
      discard: () => line.close(),
    };
  }

  open(options: SpeechToSpeechOptions): SpeechToSpeechStream {
    return new RealtimeStream(options, this.setup);
  }
}
