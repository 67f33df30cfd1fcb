import type OpenAI from 'openai';
import type { LanguageModelEvent, LanguageModelRequest } from '../../ports/language-model';
import { estimateTokens } from '../../ports/usage';
import { chatQuantities, quantities, type ChatUsage } from './openai-usage';

type Chunk = OpenAI.Chat.Completions.ChatCompletionChunk;
type ToolCallDelta = OpenAI.Chat.Completions.ChatCompletionChunk.Choice.Delta.ToolCall;
type ToolCall = {
  key: number | string;
  id: string | undefined;
  name: string;
  argumentsJson: string;
};

/** Gathers one streamed completion: text as it comes, tool calls once they are whole, usage. */
export class ChatStream {
  private readonly toolCalls: ToolCall[] = [];
  private usage: ChatUsage | undefined;
  private outputCharacters = 0;
  private chunks = 0;

  constructor(private readonly request: LanguageModelRequest) {}

  /** Whether anything that looks like a completion has come. */
  get hasBegun(): boolean {
    return this.chunks > 0;
  }

  read(chunk: Chunk): LanguageModelEvent[] {
    // Servers differ: a choice, its delta and the usage may each be missing or null.
    const { choices, usage } = chunk as Partial<Chunk>;
    if (usage) this.usage = usage;
    if (!Array.isArray(choices)) return [];
    this.chunks++;
    const delta = choices[0]?.delta;
    for (const call of delta?.tool_calls ?? []) this.readToolCall(call);
    const text = delta?.content ?? '';
    this.outputCharacters += text.length;
    return text === '' ? [] : [{ type: 'text', text }];
  }

  /** After the last chunk. */
  finish(): LanguageModelEvent[] {
    const calls = this.toolCalls.map(({ name, argumentsJson }): LanguageModelEvent => ({
      type: 'tool_call',
      name,
      argumentsJson,
    }));
    return [...calls, this.usageEvent()];
  }

  /** What has been spent so far; estimated when the server has not said. */
  usageEvent(): LanguageModelEvent {
    if (this.usage) return { type: 'usage', usage: chatQuantities(this.usage) };
    const prompt = this.request.messages.reduce((sum, { content }) => sum + content.length, 0);
    const usage = quantities({
      input_token: estimateTokens(prompt),
      output_token: estimateTokens(this.outputCharacters),
    });
    return { type: 'usage', usage, estimated: true };
  }

  private readToolCall(delta: Partial<ToolCallDelta>): void {
    // Some servers send whole calls without an index, or all with the same one, each with an id.
    const { id, index } = delta;
    const key = index ?? id ?? 0;
    const isSame = (known: ToolCall): boolean =>
      known.key === key && (!id || known.id === undefined || known.id === id);
    let call = this.toolCalls.findLast(isSame);
    if (!call) {
      call = { key, id: id || undefined, name: '', argumentsJson: '' };
      this.toolCalls.push(call);
    }
    call.name += delta.function?.name ?? '';
    call.argumentsJson += delta.function?.arguments ?? '';
    this.outputCharacters += (delta.function?.arguments ?? '').length;
  }
}
