import { BadRequestError } from 'openai';

/**
 * What a server understands. Servers that imitate OpenAI refuse newer fields with 400, and OpenAI's
 * newer models refuse the older `max_tokens`; what was refused once is not sent again.
 */
export type ChatDialect = {
  streamOptions: boolean;
  maxTokensField: 'max_tokens' | 'max_completion_tokens';
  jsonSchema: boolean;
};

export function initialDialect(baseUrl: string | undefined): ChatDialect {
  const isVendor = baseUrl === undefined || baseUrl.includes('//api.openai.com');
  const maxTokensField = isVendor ? 'max_completion_tokens' : 'max_tokens';
  return { streamOptions: true, maxTokensField, jsonSchema: true };
}

/** A simpler way to say the same after a refusal; `undefined` when the refusal was about something else. */
export function simplerDialect(
  dialect: ChatDialect,
  error: unknown,
  sent: Record<string, unknown>,
): ChatDialect | undefined {
  if (!(error instanceof BadRequestError)) return undefined;
  const { message } = error;
  if (/max_(completion_)?tokens/.test(message) && dialect.maxTokensField in sent) {
    const other = dialect.maxTokensField === 'max_tokens' ? 'max_completion_tokens' : 'max_tokens';
    return { ...dialect, maxTokensField: other };
  }
  if ('response_format' in sent && dialect.jsonSchema) return { ...dialect, jsonSchema: false };
  if ('stream_options' in sent) return { ...dialect, streamOptions: false };
  return undefined;
}
