import type OpenAI from 'openai';
import { PcmByteStream } from '../../audio/pcm-byte-stream';
import { samplesToMs } from '../../audio/pcm';
import type {
  TextToSpeech,
  TextToSpeechEvent,
  TextToSpeechRequest,
} from '../../ports/text-to-speech';
import { linkedAbort } from '../../resilience/abort-link';
import { watchIdle } from '../../resilience/watch-idle';
import { createOpenAiClient, type OpenAiOptions } from './openai-client';
import { badResponse, toProviderError } from './openai-errors';
import { quantities } from './openai-usage';
import { withoutWavHeader } from './wav-header';
import { openAiVoice } from './openai-voices';

export type OpenAiTextToSpeechOptions = OpenAiOptions & {
  /** Longest wait for the first audio [8 s], and between chunks [5 s]. */
  firstMs?: number;
  idleMs?: number;
  /** The server's own voices by catalogue name; a name that is missing is passed as it is. */
  voices?: Readonly<Record<string, string>>;
};

const SAMPLE_RATE = 24_000;
/** Types that servers give to raw PCM, which has no type of its own; some send WAV all the same. */
const RAW_AUDIO = /^(audio\/(pcm|l16|raw|x-raw|wav|x-wav|wave)|application\/octet-stream)/i;

/** Speech from any server that speaks OpenAI's `/audio/speech`, as 24 kHz PCM. */
export class OpenAiTextToSpeech implements TextToSpeech {
  readonly provider: string;
  readonly model: string;
  readonly sampleRate = SAMPLE_RATE;
  private readonly client: OpenAI;

  constructor(private readonly options: OpenAiTextToSpeechOptions) {
    this.provider = options.provider ?? 'openai';
    this.model = options.model;
    this.client = createOpenAiClient(options);
  }

  /** Throws ProviderError; an abort ends the iteration, with what was spent as its last event. */
  async *synthesize(request: TextToSpeechRequest): AsyncGenerator<TextToSpeechEvent> {
    if (request.signal.aborted) return;
    const { clock, firstMs = 8_000, idleMs = 5_000 } = this.options;
    const { provider } = this;
    const { controller, unlink } = linkedAbort(request.signal);
    const limits = { clock, provider, firstMs, idleMs, signal: request.signal };
    const pcm = new PcmByteStream();
    let total = 0;
    try {
      for await (const bytes of watchIdle(this.bytes(request, controller.signal), limits)) {
        const samples = pcm.push(bytes);
        total += samples.length;
        if (samples.length > 0) yield { type: 'audio', samples };
      }
      if (total === 0 && !request.signal.aborted) throw badResponse(provider);
    } catch (error) {
      if (!request.signal.aborted) throw toProviderError(provider, error);
    } finally {
      unlink();
      controller.abort();
    }
    const usage = quantities({
      character: request.text.length,
      audio_ms: Math.round(samplesToMs(total, SAMPLE_RATE)),
    });
    yield { type: 'usage', usage };
  }

  private async *bytes(
    request: TextToSpeechRequest,
    signal: AbortSignal,
  ): AsyncGenerator<Uint8Array> {
    const takesStyle = request.style !== undefined && !this.model.startsWith('tts-1');
    const response = await this.client.audio.speech.create(
      {
        model: this.model,
        voice: openAiVoice(request.voice, this.options.voices),
        input: request.text,
        response_format: 'pcm',
        ...(takesStyle && { instructions: request.style }),
      },
      { signal },
    );
    const type = response.headers.get('content-type');
    const understood = type === null || RAW_AUDIO.test(type);
    if (!response.body || !understood) throw badResponse(this.provider);
    const body = response.body as unknown as AsyncIterable<Uint8Array>;
    yield* withoutWavHeader(body, { sampleRate: SAMPLE_RATE, provider: this.provider });
  }
}
