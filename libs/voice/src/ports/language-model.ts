import type { UsageQuantity, UsageSource } from './usage';

export type ChatMessage = { role: 'system' | 'user' | 'assistant'; content: string };

export type ToolDefinition = {
  name: string;
  description: string;
  /** JSON Schema of the arguments. */
  parameters: Record<string, unknown>;
};

export type LanguageModelRequest = {
  messages: readonly ChatMessage[];
  tools?: readonly ToolDefinition[];
  maxOutputTokens?: number;
  signal: AbortSignal;
};

/**
 * `usage` comes at the end, and also after an abort where it can be estimated. `source` tells who
 * answers, before the first text, where that is another than the one who was asked: a fallback.
 */
export type LanguageModelEvent =
  | { type: 'source'; by: UsageSource }
  | { type: 'text'; text: string }
  | { type: 'tool_call'; name: string; argumentsJson: string }
  | { type: 'usage'; usage: UsageQuantity[]; estimated?: boolean; by?: UsageSource };

export type StructuredRequest = {
  messages: readonly ChatMessage[];
  schemaName: string;
  /** JSON Schema, strict: all properties required, no additional ones. */
  schema: Record<string, unknown>;
  signal: AbortSignal;
};

export interface LanguageModel {
  readonly provider: string;
  readonly model: string;
  /** Being asked changes what it says next, so it may not be asked in advance. */
  readonly remembers?: true;
  /** Throws ProviderError; an abort ends the iteration without throwing. */
  stream(request: LanguageModelRequest): AsyncIterable<LanguageModelEvent>;
}

/** A model that can answer in a given JSON shape; used after the call, never in it. */
export interface StructuredLanguageModel {
  readonly provider: string;
  readonly model: string;
  /** Throws ProviderError, or the signal's reason after an abort. The value is parsed JSON that the caller still has to validate. */
  complete(request: StructuredRequest): Promise<StructuredAnswer>;
}

export type StructuredAnswer = {
  value: unknown;
  usage: UsageQuantity[];
  estimated?: boolean;
  by?: UsageSource;
};
