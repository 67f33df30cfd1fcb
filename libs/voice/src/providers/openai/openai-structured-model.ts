import type OpenAI from 'openai';
import type {
  StructuredAnswer,
  StructuredLanguageModel,
  StructuredRequest,
} from '../../ports/language-model';
import { linkedAbort } from '../../resilience/abort-link';
import { ABORTED, withinDeadline } from '../../resilience/deadline';
import { initialDialect, simplerDialect, type ChatDialect } from './chat-dialect';
import { createOpenAiClient, type OpenAiOptions } from './openai-client';
import { badResponse, toProviderError } from './openai-errors';
import { estimateTokens } from '../../ports/usage';
import { chatQuantities, quantities } from './openai-usage';

export type OpenAiStructuredModelOptions = OpenAiOptions & {
  /** Longest wait for the whole answer [120 s]. */
  timeoutMs?: number;
  extraBody?: Readonly<Record<string, unknown>>;
};

type ChatBody = OpenAI.Chat.Completions.ChatCompletionCreateParamsNonStreaming;
type Completion = OpenAI.Chat.Completions.ChatCompletion;

/** Asks for JSON of a given shape; servers without JSON Schema get the schema in words instead. */
export class OpenAiStructuredModel implements StructuredLanguageModel {
  readonly provider: string;
  readonly model: string;
  private readonly client: OpenAI;
  private dialect;

  constructor(private readonly options: OpenAiStructuredModelOptions) {
    this.provider = options.provider ?? 'openai';
    this.model = options.model;
    this.client = createOpenAiClient(options);
    this.dialect = initialDialect(options.baseUrl);
  }

  /** Throws ProviderError, or the signal's reason after an abort. */
  async complete(request: StructuredRequest): Promise<StructuredAnswer> {
    request.signal.throwIfAborted();
    const { clock, timeoutMs: ms = 120_000 } = this.options;
    const { provider } = this;
    const { controller, unlink } = linkedAbort(request.signal);
    try {
      const asking = this.ask(request, controller.signal);
      const limit = { clock, provider, ms, signal: request.signal };
      const completion = await withinDeadline(asking, limit);
      if (completion === ABORTED) throw request.signal.reason;
      return this.read(request, completion);
    } catch (error) {
      request.signal.throwIfAborted();
      throw toProviderError(provider, error);
    } finally {
      unlink();
      controller.abort();
    }
  }

  private async ask(request: StructuredRequest, signal: AbortSignal): Promise<Completion> {
    for (let dialect = this.dialect; ;) {
      const body = this.bodyOf(request, dialect);
      try {
        const completion = await this.client.chat.completions.create(body, { signal });
        this.dialect = dialect;
        return completion;
      } catch (error) {
        const sent = { ...body };
        const simpler = simplerDialect(dialect, error, { sent, extras: this.options.extraBody });
        if (!simpler) throw error;
        dialect = simpler;
      }
    }
  }

  private bodyOf(request: StructuredRequest, { jsonSchema, extras }: ChatDialect): ChatBody {
    const { schema, schemaName: name } = request;
    const messages = request.messages.map(({ role, content }) => ({ role, content }));
    const format = jsonSchema
      ? { type: 'json_schema' as const, json_schema: { name, strict: true, schema } }
      : { type: 'json_object' as const };
    if (!jsonSchema) {
      const content = `Answer with JSON alone, matching this schema: ${JSON.stringify(schema)}`;
      messages.push({ role: 'system', content });
    }
    const extraBody = extras ? this.options.extraBody : {};
    return { model: this.model, messages, response_format: format, ...extraBody };
  }

  private read(request: StructuredRequest, completion: Completion): StructuredAnswer {
    // A server that answers with a web page makes this a string.
    const { choices, usage } = completion as Partial<Completion>;
    const content = choices?.[0]?.message?.content;
    if (!content) throw badResponse(this.provider);
    const value = parseJson(content);
    if (value === undefined) throw badResponse(this.provider);
    if (usage) return { value, usage: chatQuantities(usage) };
    const prompt = request.messages.reduce((sum, message) => sum + message.content.length, 0);
    const estimate = quantities({
      input_token: estimateTokens(prompt),
      output_token: estimateTokens(content.length),
    });
    return { value, usage: estimate, estimated: true };
  }
}

/** Small models wrap JSON in a code fence or in polite words. */
function parseJson(content: string): unknown {
  const inner = content.slice(content.indexOf('{'), content.lastIndexOf('}') + 1);
  for (const candidate of [content, inner]) {
    try {
      return JSON.parse(candidate) as unknown;
    } catch {
      continue;
    }
  }
  return undefined;
}
