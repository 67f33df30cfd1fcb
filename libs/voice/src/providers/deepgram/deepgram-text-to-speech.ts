import type { Clock } from '../../clock/clock';
import type {
  TextToSpeech,
  TextToSpeechEvent,
  TextToSpeechRequest,
} from '../../ports/text-to-speech';
import { socketUrl, type SocketTarget } from '../context-socket/connect-socket';
import { ContextSocketPool } from '../context-socket/context-socket-pool';
import { speakInContext, type SpeechPiece } from '../context-socket/speak-in-context';
import { kindOfClose } from '../recognition/close-kind';
import { DEEPGRAM_URL, deepgramHeaders } from './deepgram-options';
import { readSpeak } from './deepgram-speak-messages';
import { auraModel } from './deepgram-voices';

export type DeepgramTextToSpeechOptions = {
  clock: Clock;
  /** `aura-2` has a voice for every catalogue name; `aura-2-thalia-en` and its like are one for all. */
  model: string;
  apiKey?: string;
  /** [https://api.deepgram.com] */
  baseUrl?: string;
  /** Models by catalogue name, before the ones it comes with. */
  voices?: Readonly<Record<string, string>>;
  /** Longest wait for a connection [5 s], for the first audio [5 s], and between messages [5 s]. */
  connectMs?: number;
  firstMs?: number;
  idleMs?: number;
  /** A connection that nobody uses is closed after so long [60 s]: each counts as a running one. */
  unusedMs?: number;
  /** How long after a cut-off the vendor may take to fall silent, before the connection goes [1 s]. */
  drainMs?: number;
};

const SAMPLE_RATE = 24_000;
const UNUSED_MS = 60_000;
const DRAIN_MS = 1_000;
/** Connections end after an hour. */
const MAX_AGE_MS = 50 * 60_000;
/** https://developers.deepgram.com/docs/tts-ws-flush: more are answered by a warning alone. */
const FLUSHES = { most: 20, perMs: 60_000 } as const;
/** What one message may hold. */
const MOST_CHARACTERS = 2_000;

/**
 * Deepgram's Aura voices. A connection speaks with one voice and for one request at a time, so that
 * calls share as many as speak at once. Words come without times.
 */
export class DeepgramTextToSpeech implements TextToSpeech {
  readonly provider = 'deepgram';
  readonly model: string;
  readonly sampleRate = SAMPLE_RATE;
  private readonly pool: ContextSocketPool<SpeechPiece>;

  constructor(private readonly options: DeepgramTextToSpeechOptions) {
    const { clock, connectMs = 5_000, drainMs = DRAIN_MS, unusedMs = UNUSED_MS } = options;
    const { provider } = this;
    this.model = options.model;
    this.pool = new ContextSocketPool({
      clock,
      protocol: {
        provider,
        read: (json) => readSpeak(provider, json),
        readBytes: (audio) => ({ audio }),
        kindOfClose,
      },
      target: (model) => this.target(model),
      maxContexts: 1,
      nameless: true,
      rate: FLUSHES,
      maxAgeMs: MAX_AGE_MS,
      connectMs,
      idleMs: unusedMs,
      drainMs,
    });
  }

  /** Throws ProviderError; an abort ends the iteration, with what was spent as its last event. */
  async *synthesize(request: TextToSpeechRequest): AsyncGenerator<TextToSpeechEvent> {
    if (request.signal.aborted) return;
    const { clock, connectMs = 5_000, firstMs = 5_000, idleMs = 5_000 } = this.options;
    const { pool, provider, sampleRate } = this;
    const key = this.modelFor(request.voice);
    yield* speakInContext(request, {
      ...{ clock, provider, sampleRate, connectMs, firstMs, idleMs, pool, key },
      ask: () => [...textsOf(request.text), { type: 'Flush' }],
      cancel: () => ({ type: 'Clear' }),
      read: (piece) => piece,
    });
  }

  /** Dials for a voice, unless a line is up. */
  prepare(voice?: string): void {
    if (voice !== undefined) this.pool.warm(this.modelFor(voice));
  }

  /** Breaks off what is under way and hangs up. */
  close(): Promise<void> {
    return this.pool.close();
  }

  private modelFor(voice: string): string {
    return auraModel(this.model, voice, this.options.voices);
  }

  private target(model: string): SocketTarget {
    const { baseUrl = DEEPGRAM_URL } = this.options;
    const query = { model, encoding: 'linear16', sample_rate: String(SAMPLE_RATE) };
    return { url: socketUrl(baseUrl, 'v1/speak', query), headers: deepgramHeaders(this.options) };
  }
}

/** Cut between words where it is too long for one message. */
function textsOf(text: string): object[] {
  const messages: object[] = [];
  for (let rest = text; rest !== '';) {
    const space = rest.length > MOST_CHARACTERS ? rest.lastIndexOf(' ', MOST_CHARACTERS - 1) : -1;
    const length = space > 0 ? space + 1 : MOST_CHARACTERS;
    messages.push({ type: 'Speak', text: rest.slice(0, length) });
    rest = rest.slice(length);
  }
  return messages;
}
