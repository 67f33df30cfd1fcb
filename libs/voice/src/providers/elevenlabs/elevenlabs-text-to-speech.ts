import type { Clock } from '../../clock/clock';
import type {
  TextToSpeech,
  TextToSpeechEvent,
  TextToSpeechRequest,
} from '../../ports/text-to-speech';
import { socketUrl, type SocketTarget } from '../context-socket/connect-socket';
import { ContextSocketPool } from '../context-socket/context-socket-pool';
import { speakInContext, type SpeechPiece } from '../context-socket/speak-in-context';
import { AlignedWords } from './aligned-words';
import { kindOfElevenLabs, readElevenLabs, type ElevenLabsPiece } from './elevenlabs-messages';
import { elevenLabsVoiceId } from './elevenlabs-voices';

/** Stability, likeness 0 to 1; speed 0.7 to 1.2. */
export type ElevenLabsVoiceSettings = {
  stability: number;
  similarity_boost: number;
  speed?: number;
};

export type ElevenLabsOptions = {
  clock: Clock;
  /** E.g. `eleven_flash_v2_5`; not `eleven_v3`, which knows no contexts. */
  model: string;
  apiKey?: string;
  /** [https://api.elevenlabs.io] */
  baseUrl?: string;
  /** ElevenLabs' voice ids by catalogue name, before the ones it comes with. */
  voices?: Readonly<Record<string, string>>;
  voiceSettings?: ElevenLabsVoiceSettings;
  /** Longest wait for a connection [5 s], for the first audio [5 s], and between messages [5 s]. */
  connectMs?: number;
  firstMs?: number;
  idleMs?: number;
  /** A connection that nobody uses is closed after so long [2.5 min]. */
  unusedMs?: number;
};

const API = 'https://api.elevenlabs.io';
const SAMPLE_RATE = 24_000;
const CONTEXTS_PER_SOCKET = 5;
/** The longest the vendor allows, in seconds. */
const INACTIVITY_TIMEOUT = '180';
const UNUSED_MS = 150_000;
/** A closed context counts until its flushed audio is out. */
const DRAIN_MS = 3_000;
const SETTINGS: ElevenLabsVoiceSettings = { stability: 0.5, similarity_boost: 0.8 };

/** ElevenLabs' voices: a WebSocket per voice and five requests, a context for each request. */
export class ElevenLabsTextToSpeech implements TextToSpeech {
  readonly provider = 'elevenlabs';
  readonly model: string;
  readonly sampleRate = SAMPLE_RATE;
  private readonly pool: ContextSocketPool<ElevenLabsPiece>;

  constructor(private readonly options: ElevenLabsOptions) {
    const { clock, connectMs = 5_000, unusedMs = UNUSED_MS } = options;
    const { provider } = this;
    this.model = options.model;
    this.pool = new ContextSocketPool({
      clock,
      protocol: {
        provider,
        read: (json) => readElevenLabs(provider, json),
        kindOfClose: (code, reason) => (code === 1008 ? kindOfElevenLabs(reason, code) : undefined),
      },
      target: (voiceId) => this.target(voiceId),
      maxContexts: CONTEXTS_PER_SOCKET,
      connectMs,
      idleMs: unusedMs,
      drainMs: DRAIN_MS,
    });
  }

  /** Throws ProviderError; an abort ends the iteration, with what was spent as its last event. */
  async *synthesize(request: TextToSpeechRequest): AsyncGenerator<TextToSpeechEvent> {
    if (request.signal.aborted) return;
    const { clock, connectMs = 5_000, firstMs = 5_000, idleMs = 5_000, voices } = this.options;
    const { pool, provider, sampleRate } = this;
    const words = new AlignedWords();
    const key = elevenLabsVoiceId(request.voice, voices);
    yield* speakInContext(request, {
      ...{ clock, provider, sampleRate, connectMs, firstMs, idleMs, pool, key },
      ask: (contextId) => this.ask(request.text, contextId),
      read: (piece, spokenMs) => toSpeech(piece, words, spokenMs),
    });
  }

  /** Dials for a voice, unless a line is up. */
  prepare(voice?: string): void {
    if (voice !== undefined) this.pool.warm(elevenLabsVoiceId(voice, this.options.voices));
  }

  /** Breaks off what is under way and hangs up. */
  close(): Promise<void> {
    return this.pool.close();
  }

  private target(voiceId: string): SocketTarget {
    const { apiKey = 'none', baseUrl = API } = this.options;
    const path = `v1/text-to-speech/${encodeURIComponent(voiceId)}/multi-stream-input`;
    const query = {
      model_id: this.model,
      output_format: 'pcm_24000',
      // Whole sentences come, which need not wait for more.
      auto_mode: 'true',
      sync_alignment: 'true',
      inactivity_timeout: INACTIVITY_TIMEOUT,
    };
    return { url: socketUrl(baseUrl, path, query), headers: { 'xi-api-key': apiKey } };
  }

  private ask(text: string, contextId: string): object[] {
    const { voiceSettings = SETTINGS } = this.options;
    return [
      // The first message must be a space, and only it may hold settings.
      { text: ' ', context_id: contextId, voice_settings: voiceSettings },
      { text: `${text} `, context_id: contextId, flush: true },
      // No more text; what was flushed is still spoken, also after an abort, and reaches nobody then.
      { context_id: contextId, close_context: true },
    ];
  }
}

function toSpeech(piece: ElevenLabsPiece, words: AlignedWords, spokenMs: number): SpeechPiece {
  const { audio, alignment, done } = piece;
  const aligned = alignment ? words.push(alignment, spokenMs) : [];
  return { ...(audio && { audio }), words: done ? [...aligned, ...words.finish()] : aligned, done };
}
