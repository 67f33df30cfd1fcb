import { BadRequestError } from 'openai';

/**
 * What a server understands. Servers that imitate OpenAI refuse newer fields with 400, and OpenAI's
 * newer models refuse the older `max_tokens`; what was refused once is not sent again.
 */
export type ChatDialect = {
  streamOptions: boolean;
  maxTokensField: 'max_tokens' | 'max_completion_tokens';
  jsonSchema: boolean;
  tools: boolean;
  /** Fields of one vendor or model alone, e.g. `reasoning_effort`. */
  extras: boolean;
};

type Body = Readonly<Record<string, unknown>>;
type Field = { names: readonly string[]; without: Partial<ChatDialect> };

export function initialDialect(baseUrl: string | undefined): ChatDialect {
  const isVendor = baseUrl === undefined || baseUrl.includes('//api.openai.com');
  const maxTokensField = isVendor ? 'max_completion_tokens' : 'max_tokens';
  return { streamOptions: true, maxTokensField, jsonSchema: true, tools: true, extras: true };
}

/**
 * A simpler way to say the same after a refusal: without the field that it names, else without the
 * one that is missed least. `undefined` when nothing is left to leave out.
 */
export function simplerDialect(
  dialect: ChatDialect,
  error: unknown,
  { sent, extras = {} }: { sent: Body; extras?: Body },
): ChatDialect | undefined {
  if (!(error instanceof BadRequestError)) return undefined;
  const { message } = error;
  if (/max_(completion_)?tokens/.test(message) && dialect.maxTokensField in sent) {
    const other = dialect.maxTokensField === 'max_tokens' ? 'max_completion_tokens' : 'max_tokens';
    return { ...dialect, maxTokensField: other };
  }
  const fields: Field[] = [
    { names: dialect.extras ? Object.keys(extras) : [], without: { extras: false } },
    { names: dialect.jsonSchema ? ['response_format'] : [], without: { jsonSchema: false } },
    { names: ['stream_options'], without: { streamOptions: false } },
    { names: ['tools'], without: { tools: false } },
  ];
  const optional = fields.filter(({ names }) => names.some((name) => name in sent));
  const isNamed = ({ names }: Field): boolean => names.some((name) => message.includes(name));
  const refused = optional.find(isNamed) ?? optional[0];
  return refused && { ...dialect, ...refused.without };
}
