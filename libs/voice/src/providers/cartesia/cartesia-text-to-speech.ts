import type { Clock } from '../../clock/clock';
import type {
  TextToSpeech,
  TextToSpeechEvent,
  TextToSpeechRequest,
} from '../../ports/text-to-speech';
import { socketUrl } from '../context-socket/connect-socket';
import { ContextSocketPool } from '../context-socket/context-socket-pool';
import { speakInContext, type SpeechPiece } from '../context-socket/speak-in-context';
import { readCartesia } from './cartesia-messages';
import { cartesiaVoiceId } from './cartesia-voices';

export type CartesiaOptions = {
  clock: Clock;
  /** E.g. `sonic-3`. */
  model: string;
  apiKey?: string;
  /** [https://api.cartesia.ai] */
  baseUrl?: string;
  /** ISO 639-1 [en]. */
  language?: string;
  /** Cartesia's voice ids by catalogue name, before the ones it comes with. */
  voices?: Readonly<Record<string, string>>;
  /** Longest wait for a connection [5 s], for the first audio [5 s], and between messages [5 s]. */
  connectMs?: number;
  firstMs?: number;
  idleMs?: number;
  /** A connection that nobody uses is closed after so long [4 min]. */
  unusedMs?: number;
};

const API = 'https://api.cartesia.ai';
const VERSION = '2026-08-14';
const SAMPLE_RATE = 24_000;
/** Cartesia drops connections that were idle for five minutes, without a word. */
const UNUSED_MS = 240_000;

/** Cartesia's Sonic voices: one WebSocket for all calls, a context for each request. */
export class CartesiaTextToSpeech implements TextToSpeech {
  readonly provider = 'cartesia';
  readonly model: string;
  readonly sampleRate = SAMPLE_RATE;
  private readonly pool: ContextSocketPool<SpeechPiece>;

  constructor(private readonly options: CartesiaOptions) {
    const { apiKey = 'none', baseUrl = API, clock, connectMs = 5_000 } = options;
    const { unusedMs = UNUSED_MS } = options;
    const { provider } = this;
    this.model = options.model;
    const headers = { authorization: `Bearer ${apiKey}`, 'cartesia-version': VERSION };
    this.pool = new ContextSocketPool({
      clock,
      protocol: { provider, read: (json) => readCartesia(provider, json) },
      target: () => ({ url: socketUrl(baseUrl, 'tts/websocket'), headers }),
      maxContexts: Number.POSITIVE_INFINITY,
      connectMs,
      idleMs: unusedMs,
      drainMs: 0,
    });
  }

  /** Throws ProviderError; an abort ends the iteration, with what was spent as its last event. */
  async *synthesize(request: TextToSpeechRequest): AsyncGenerator<TextToSpeechEvent> {
    if (request.signal.aborted) return;
    const { clock, connectMs = 5_000, firstMs = 5_000, idleMs = 5_000 } = this.options;
    const { pool, provider, sampleRate } = this;
    yield* speakInContext(request, {
      ...{ clock, provider, sampleRate, connectMs, firstMs, idleMs, pool, key: '' },
      ask: (contextId) => [this.ask(request, contextId)],
      cancel: (contextId) => ({ context_id: contextId, cancel: true }),
      read: (piece) => piece,
    });
  }

  /** Dials, which takes about 200 ms, unless the line is up. */
  prepare(): void {
    this.pool.warm('');
  }

  /** Breaks off what is under way and hangs up. */
  close(): Promise<void> {
    return this.pool.close();
  }

  private ask(request: TextToSpeechRequest, contextId: string): object {
    const { language = 'en', voices } = this.options;
    return {
      model_id: this.model,
      transcript: request.text,
      voice: { mode: 'id', id: cartesiaVoiceId(request.voice, voices) },
      language,
      output_format: { container: 'raw', encoding: 'pcm_s16le', sample_rate: SAMPLE_RATE },
      add_timestamps: true,
      // A whole sentence is sent: waiting for more only costs time (by default 3 s).
      max_buffer_delay_ms: 0,
      context_id: contextId,
      continue: false,
    };
  }
}
