import type { PersonaBrain } from '@sparline/personas';
import { END_CALL_TOOL } from '@sparline/personas';
import type { LanguageModel, LanguageModelEvent, LanguageModelRequest } from '@sparline/voice';
import { setTimeout as sleep } from 'node:timers/promises';

/** People take a moment; it also lets a trainee who goes on talking withdraw a turn before it is answered. */
const THINKING_MS = 250;

/** The built-in brain behind the language model's port, so that both engines are one pipeline. */
export class ScriptedLanguageModel implements LanguageModel {
  readonly provider = 'built-in';
  readonly model = 'scripted';
  readonly remembers = true;
  private lastSaid: string | undefined;

  constructor(
    private readonly brain: PersonaBrain,
    private readonly thinkingMs = THINKING_MS,
  ) {}

  async *stream(request: LanguageModelRequest): AsyncIterable<LanguageModelEvent> {
    try {
      await sleep(this.thinkingMs, undefined, { signal: request.signal });
    } catch {
      return;
    }
    const reply = this.brain.reply({
      text: lastOf(request.messages, 'user') ?? '',
      heardOfLastReply: this.cutShort(lastOf(request.messages, 'assistant')),
    });
    this.lastSaid = reply.text;
    yield { type: 'text', text: reply.text };
    yield { type: 'usage', usage: [] };
    if (reply.hangUp) {
      yield { type: 'tool_call', name: END_CALL_TOOL.name, argumentsJson: '{}' };
    }
  }

  private cutShort(heard: string | undefined): string | undefined {
    return heard === this.lastSaid ? undefined : heard;
  }
}

/** What this side has said last. */
export const lastOf = (
  messages: LanguageModelRequest['messages'],
  role: 'user' | 'assistant',
): string | undefined => messages.findLast((message) => message.role === role)?.content;
