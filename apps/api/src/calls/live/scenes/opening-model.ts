import type { LanguageModel, LanguageModelEvent, LanguageModelRequest } from '@sparline/voice';
import { lastOf } from '../../engines/scripted-language-model';

export type OpeningModelOptions = {
  opening: () => string;
  /** One that knows a conversation by having had it is told what was said before its opening. */
  hears: boolean;
  /** Said before the opening, this makes it needless. */
  skipsIt?: (said: string) => boolean;
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
    if (this.isOpened(request)) {
      yield* this.inner.stream(request);
      return;
    }
    if (this.options.hears && this.inner.remembers) await this.listen(request);
    yield { type: 'source', by: { provider: 'built-in', model: 'opening' } };
    yield { type: 'text', text: this.options.opening() };
    yield { type: 'usage', usage: [] };
  }

  private isOpened({ messages }: LanguageModelRequest): boolean {
    const { skipsIt = () => false } = this.options;
    const hasSpoken = messages.some(({ role }) => role === 'assistant');
    return hasSpoken || skipsIt(lastOf(messages, 'user') ?? '');
  }

  /** The answer itself is not said. */
  private async listen(request: LanguageModelRequest): Promise<void> {
    const answer = this.inner.stream(request)[Symbol.asyncIterator]();
    while (!(await answer.next()).done) continue;
  }
}
