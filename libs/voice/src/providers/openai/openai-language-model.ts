import type OpenAI from 'openai';
import type {
  LanguageModel,
  LanguageModelEvent,
  LanguageModelRequest,
} from '../../ports/language-model';
import { linkedAbort } from '../../resilience/abort-link';
import { watchIdle } from '../../resilience/watch-idle';
import { initialDialect, simplerDialect } from './chat-dialect';
import { ChatStream } from './chat-stream';
import { createOpenAiClient, type OpenAiOptions } from './openai-client';
import { badResponse, toProviderError } from './openai-errors';

export type OpenAiLanguageModelOptions = OpenAiOptions & {
  /** Longest wait for the first chunk [10 s], and for each later one [10 s]. */
  firstMs?: number;
  idleMs?: number;
  /** Fields of the request beyond the usual, e.g. `{ reasoning_effort: 'minimal' }`. */
  extraBody?: Readonly<Record<string, unknown>>;
};

type ChatBody = OpenAI.Chat.Completions.ChatCompletionCreateParamsStreaming;
type Chunk = OpenAI.Chat.Completions.ChatCompletionChunk;

const DEFAULT_LIMIT_MS = 10_000;

/** Streams replies from any server that speaks OpenAI's chat completions. */
export class OpenAiLanguageModel implements LanguageModel {
  readonly provider: string;
  readonly model: string;
  private readonly client: OpenAI;
  private dialect;

  constructor(private readonly options: OpenAiLanguageModelOptions) {
    this.provider = options.provider ?? 'openai';
    this.model = options.model;
    this.client = createOpenAiClient(options);
    this.dialect = initialDialect(options.baseUrl);
  }

  /** Throws ProviderError; after an abort the last event is an estimate of what was spent. */
  async *stream(request: LanguageModelRequest): AsyncGenerator<LanguageModelEvent> {
    if (request.signal.aborted) return;
    const { clock, firstMs = DEFAULT_LIMIT_MS, idleMs = DEFAULT_LIMIT_MS } = this.options;
    const { controller, unlink } = linkedAbort(request.signal);
    const { provider } = this;
    const limits = { clock, provider, firstMs, idleMs, signal: request.signal };
    const gathered = new ChatStream(request);
    try {
      for await (const chunk of watchIdle(this.chunks(request, controller.signal), limits)) {
        yield* gathered.read(chunk);
      }
      if (!gathered.hasBegun && !request.signal.aborted) throw badResponse(provider);
      yield* request.signal.aborted ? [gathered.usageEvent()] : gathered.finish();
    } catch (error) {
      if (!request.signal.aborted) throw toProviderError(provider, error);
      yield gathered.usageEvent();
    } finally {
      unlink();
      controller.abort();
    }
  }

  private async *chunks(request: LanguageModelRequest, signal: AbortSignal): AsyncGenerator<Chunk> {
    for await (const chunk of await this.open(request, signal)) yield chunk;
  }

  private async open(
    request: LanguageModelRequest,
    signal: AbortSignal,
  ): Promise<AsyncIterable<Chunk>> {
    for (let dialect = this.dialect; ;) {
      const body = this.bodyOf(request, dialect);
      try {
        const stream = await this.client.chat.completions.create(body, { signal });
        this.dialect = dialect;
        return stream;
      } catch (error) {
        const sent = { ...body };
        const simpler = simplerDialect(dialect, error, { sent, extras: this.options.extraBody });
        if (!simpler) throw error;
        dialect = simpler;
      }
    }
  }

  private bodyOf(request: LanguageModelRequest, dialect: typeof this.dialect): ChatBody {
    const { messages, maxOutputTokens } = request;
    const tools = dialect.tools ? request.tools : undefined;
    return {
      model: this.model,
      messages: messages.map(({ role, content }) => ({ role, content })),
      stream: true,
      ...(dialect.streamOptions && { stream_options: { include_usage: true } }),
      ...(maxOutputTokens !== undefined && { [dialect.maxTokensField]: maxOutputTokens }),
      ...(tools?.length && {
        tools: tools.map((tool) => ({ type: 'function' as const, function: tool })),
      }),
      ...(dialect.extras && this.options.extraBody),
    };
  }
}
