import type { Clock } from '../clock/clock';
import { sleep } from '../clock/sleep';
import type {
  LanguageModel,
  LanguageModelEvent,
  LanguageModelRequest,
} from '../ports/language-model';

export type ScriptedReply = {
  text?: string;
  firstTokenMs?: number;
  tokenMs?: number;
  tools?: readonly { name: string; argumentsJson?: string }[];
  /** Thrown in place of the rest, after `text`. */
  error?: Error;
  /** Nothing more ever comes, after `text`; not even the abort is heeded. */
  hangs?: boolean;
};

/** Writes given replies, one a call, token by token; the last one again when they run out. */
export class ScriptedLanguageModel implements LanguageModel {
  readonly provider = 'scripted';
  readonly model = 'script';
  readonly requests: LanguageModelRequest[] = [];

  constructor(
    private readonly clock: Clock,
    private readonly replies: readonly (string | ScriptedReply)[],
  ) {}

  async *stream(request: LanguageModelRequest): AsyncGenerator<LanguageModelEvent> {
    this.requests.push(request);
    const given = this.replies[Math.min(this.requests.length, this.replies.length) - 1] ?? '';
    const reply: ScriptedReply = typeof given === 'string' ? { text: given } : given;
    let written = 0;
    await sleep(this.clock, reply.firstTokenMs ?? 200, request.signal);
    for (const token of (reply.text ?? '').split(/(?<=\s)/)) {
      if (request.signal.aborted) break;
      yield { type: 'text', text: token };
      written += 1;
      await sleep(this.clock, reply.tokenMs ?? 20, request.signal);
    }
    if (reply.error) throw reply.error;
    if (reply.hangs) await new Promise(() => undefined);
    if (!request.signal.aborted) {
      for (const { name, argumentsJson } of reply.tools ?? []) {
        yield { type: 'tool_call', name, argumentsJson: argumentsJson ?? '{}' };
      }
    }
    yield { type: 'usage', usage: [{ unit: 'output_token', quantity: written }] };
  }
}
