/** What a caller hands to a language model with structured output; no I/O happens here. */
export type ModelTask = {
  messages: { role: 'system' | 'user'; content: string }[];
  schemaName: string;
  /** JSON Schema, strict: all properties required, no additional ones. */
  schema: Record<string, unknown>;
};
