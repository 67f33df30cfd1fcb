import type { LanguageModel, LanguageModelEvent, LanguageModelRequest } from '@sparline/voice';

export type OpeningModelOptions = {
  opening: () => string;
  /** One that knows a conversation by having had it is told what was said before its opening. */
  hears: boolean;
};

/**
 * Somebody who has rung the trainee, and is answered with "hello?" before a word of theirs was heard:
 * what they have rung to say is the answer to that.
 */
export class OpeningModel implements LanguageModel {
  readonly provider: string;
  readonly model: string;
  readonly remembers?: true;

  constructor(
    private readonly inner: LanguageModel,
    private readonly options: OpeningModelOptions,
  ) {
    this.provider = inner.provider;
    this.model = inner.model;
    if (inner.remembers) this.remembers = true;
  }

  async *stream(request: LanguageModelRequest): AsyncIterable<LanguageModelEvent> {
    if (request.messages.some(({ role }) => role === 'assistant')) {
      yield* this.inner.stream(request);
      return;
    }
    if (this.options.hears && this.inner.remembers) await this.listen(request);
    yield { type: 'source', by: { provider: 'built-in', model: 'opening' } };
    yield { type: 'text', text: this.options.opening() };
    yield { type: 'usage', usage: [] };
  }

  /** The answer itself is not said. */
  private async listen(request: LanguageModelRequest): Promise<void> {
    const answer = this.inner.stream(request)[Symbol.asyncIterator]();
    while (!(await answer.next()).done) continue;
  }
}
