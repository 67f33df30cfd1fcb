import type {
  LanguageModel,
  LanguageModelEvent,
  LanguageModelRequest,
  StructuredAnswer,
  StructuredLanguageModel,
  StructuredRequest,
} from '../ports/language-model';
import { sleep } from '../clock/sleep';
import {
  asProviderError,
  circuitKey,
  firstThatWorks,
  retryDelayMs,
  worthAsking,
  type FallbackOptions,
} from './fallback';
import { ProviderError } from './provider-error';
import { primaryOf, sourceUnlessFirst } from './usage-source';

/** Several models in order of preference, as one. Changes over before the first token only. */
export class FallbackLanguageModel implements LanguageModel {
  readonly provider: string;
  readonly model: string;

  /** @throws RangeError without a model. */
  constructor(
    private readonly models: readonly LanguageModel[],
    private readonly options: FallbackOptions,
  ) {
    ({ provider: this.provider, model: this.model } = primaryOf(models));
  }

  stream(request: LanguageModelRequest): AsyncIterable<LanguageModelEvent> {
    const { models, options } = this;
    return firstThatWorks(
      {
        stage: 'llm',
        candidates: models,
        signal: request.signal,
        open: (model, signal) => withSource(model, models, model.stream({ ...request, signal })),
        isOutput: (event) => event.type === 'text' || event.type === 'tool_call',
      },
      options,
    );
  }
}

async function* withSource(
  model: LanguageModel,
  models: readonly LanguageModel[],
  events: AsyncIterable<LanguageModelEvent>,
): AsyncGenerator<LanguageModelEvent> {
  const by = sourceUnlessFirst(model, models);
  if (by) yield { type: 'source', by };
  for await (const event of events) {
    yield event.type === 'usage' && by ? { by, ...event } : event;
  }
}

/** The same for answers of a given shape, each of which comes whole. */
export class FallbackStructuredModel implements StructuredLanguageModel {
  readonly provider: string;
  readonly model: string;

  /** @throws RangeError without a model. */
  constructor(
    private readonly models: readonly StructuredLanguageModel[],
    private readonly options: FallbackOptions,
  ) {
    ({ provider: this.provider, model: this.model } = primaryOf(models));
  }

  /** Throws ProviderError of the last model, or the signal's reason after an abort. */
  async complete(request: StructuredRequest): Promise<StructuredAnswer> {
    const { models, options } = this;
    const { breaker, clock, onFailure } = options;
    let last = new ProviderError(this.provider, 'server', 'No model answered.');
    const asked = worthAsking(models, 'llm', breaker);
    for (const [index, model] of asked.entries()) {
      const key = circuitKey('llm', model);
      for (let retry = 1; ; retry++) {
        try {
          const answer = await model.complete(request);
          breaker.succeeded(key);
          const by = sourceUnlessFirst(model, models);
          return by ? { by, ...answer } : answer;
        } catch (error) {
          request.signal.throwIfAborted();
          last = asProviderError(model.provider, error);
          breaker.failed(key, last);
          onFailure?.({ stage: 'llm', provider: model.provider, model: model.model, error: last });
        }
        const hasAlternative = index + 1 < asked.length;
        const delayMs = retryDelayMs(last, { retry, hasAlternative }, options);
        if (delayMs === undefined) break;
        await sleep(clock, delayMs, request.signal);
        request.signal.throwIfAborted();
      }
    }
    throw last;
  }
}
