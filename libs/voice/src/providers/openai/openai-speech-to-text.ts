import OpenAI, { toFile } from 'openai';
import { encodeWav } from '../../audio/wav';
import { sleep } from '../../clock/sleep';
import type {
  SpeechToText,
  SpeechToTextOptions,
  SpeechToTextStream,
} from '../../ports/speech-to-text';
import type { UsageQuantity } from '../../ports/usage';
import { backoffMs } from '../../resilience/backoff';
import { ABORTED, withinDeadline } from '../../resilience/deadline';
import { createOpenAiClient, type OpenAiOptions } from './openai-client';
import { badResponse, toProviderError } from './openai-errors';
import { quantities } from './openai-usage';
import { OpenAiTranscription } from './openai-transcription';

export type OpenAiSpeechToTextOptions = OpenAiOptions & {
  /** Longest wait for one transcript [10 s]. */
  timeoutMs?: number;
  /** How often one utterance is sent again after a failure that may pass [1]. */
  retries?: number;
};

/** Whoever asks for more patience is left to those that have an alternative. */
const LONGEST_WAIT_MS = 2_000;

export type Transcript = { text: string; usage: UsageQuantity[] };
export type TranscriptionRequest = {
  samples: Int16Array;
  options: Pick<SpeechToTextOptions, 'sampleRate' | 'language' | 'keyterms'>;
  signal: AbortSignal;
};

/**
 * Recognises whole utterances: each is cut by the call's voice activity and sent as WAV to
 * `/audio/transcriptions`. There are no interim results.
 */
export class OpenAiSpeechToText implements SpeechToText {
  readonly provider: string;
  readonly model: string;
  readonly finalBudgetMs = 2_500;
  readonly sends = 'utterances';
  private readonly client: OpenAI;

  constructor(private readonly options: OpenAiSpeechToTextOptions) {
    this.provider = options.provider ?? 'openai';
    this.model = options.model;
    this.client = createOpenAiClient(options);
  }

  open(options: SpeechToTextOptions): SpeechToTextStream {
    return new OpenAiTranscription(this, options);
  }

  /**
   * Transcribes one utterance; `undefined` after an abort.
   * @throws ProviderError
   */
  async transcribe(request: TranscriptionRequest): Promise<Transcript | undefined> {
    const { clock, retries = 1 } = this.options;
    for (let retry = 1; ; retry++) {
      try {
        return await this.attempt(request);
      } catch (error) {
        const failure = toProviderError(this.provider, error);
        const { retryable, retryAfterMs = 0 } = failure;
        if (!retryable || retry > retries || retryAfterMs > LONGEST_WAIT_MS) throw failure;
        await sleep(clock, Math.max(retryAfterMs, backoffMs(retry)), request.signal);
      }
      if (request.signal.aborted) return undefined;
    }
  }

  private async attempt(request: TranscriptionRequest): Promise<Transcript | undefined> {
    const { clock, timeoutMs: ms = 10_000 } = this.options;
    const { provider } = this;
    const controller = new AbortController();
    const signal = AbortSignal.any([request.signal, controller.signal]);
    try {
      const asking = this.ask(request, signal);
      const answer = await withinDeadline(asking, { clock, provider, ms, signal: request.signal });
      return answer === ABORTED ? undefined : this.read(answer, request);
    } finally {
      controller.abort();
    }
  }

  private async ask({ samples, options }: TranscriptionRequest, signal: AbortSignal) {
    const wav = encodeWav(samples, options.sampleRate);
    const language = options.language.split('-')[0];
    const prompt = options.keyterms.join(', ');
    const file = await toFile(wav, 'speech.wav', { type: 'audio/wav' });
    const body = {
      model: this.model,
      file,
      ...(language && { language }),
      ...(prompt && { prompt }),
    };
    return this.client.audio.transcriptions.create(body, { signal });
  }

  private read(
    answer: OpenAI.Audio.Transcription,
    { samples, options }: TranscriptionRequest,
  ): Transcript {
    // A server that answers with a web page makes this a string.
    const { text, usage } = answer as Partial<OpenAI.Audio.Transcription>;
    if (typeof text !== 'string') throw badResponse(this.provider);
    const sentMs = Math.round((samples.length * 1000) / options.sampleRate);
    return { text: text.trim(), usage: usageOf(usage, sentMs) };
  }
}

function usageOf(usage: OpenAI.Audio.Transcription['usage'], sentMs: number): UsageQuantity[] {
  if (usage?.type === 'duration') return quantities({ audio_ms: usage.seconds * 1000 });
  if (usage?.type !== 'tokens') return quantities({ audio_ms: sentMs });
  const audio = usage.input_token_details?.audio_tokens ?? usage.input_tokens;
  return quantities({
    audio_input_token: audio,
    input_token: usage.input_tokens - audio,
    output_token: usage.output_tokens,
  });
}
