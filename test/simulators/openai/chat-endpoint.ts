import type { SimulatedResponse } from '../http/simulated-response';
import type { Knobs } from '../http/knobs';
import { sampleOf, type JsonSchema } from './schema-sample';

export type ChatBody = {
  model: string;
  messages: { role: string; content: unknown }[];
  stream?: boolean;
  stream_options?: { include_usage?: boolean };
  tools?: { function: { name: string } }[];
  response_format?: { type: string; json_schema?: { name: string; schema?: JsonSchema } };
};

export type ChatReply =
  | string
  | { text?: string; toolCalls?: { name: string; arguments: unknown }[]; cachedTokens?: number };

/** What the model says; `undefined` leaves it to the simulator. */
export type ChatScript = (body: ChatBody) => ChatReply | undefined;

type Answer = { text: string; toolCalls: { name: string; arguments: unknown }[]; cached: number };

const STOCK_REPLIES = [
  'Right, and who are you with?',
  'I see. What would that change for us?',
  'We already have something like that. Why should I switch?',
  'Fine, send me the details and I will have a look.',
];

export async function answerChat(
  body: ChatBody,
  options: { script: ChatScript; knobs: Knobs; response: SimulatedResponse },
): Promise<void> {
  const { response, knobs } = options;
  const answer = decide(body, options.script(body));
  const usage = knobs.omit?.includes('usage') ? undefined : usageOf(body, answer);
  const head = {
    id: 'chatcmpl-simulated',
    created: 1_760_000_000,
    model: body.model,
    system_fingerprint: 'fp_simulated',
  };
  if (!body.stream) {
    const completion = { ...head, object: 'chat.completion', choices: [choiceOf(answer)], usage };
    await response.begin(200, 'application/json');
    await response.write(JSON.stringify(completion));
    return response.end();
  }
  await response.begin(200, 'text/event-stream; charset=utf-8');
  const chunk = (rest: object): string =>
    `data: ${JSON.stringify({ ...head, object: 'chat.completion.chunk', ...rest })}\n\n`;
  const spent = body.stream_options?.include_usage && usage && chunk({ choices: [], usage });
  if (spent && knobs.usageFirst) await response.write(spent);
  for (const delta of deltasOf(answer)) {
    const choices = [{ index: 0, delta, logprobs: null, finish_reason: null }];
    if (!(await response.write(chunk({ choices })))) return;
  }
  const last = { index: 0, delta: {}, logprobs: null, finish_reason: finishOf(answer) };
  await response.write(chunk({ choices: [last] }));
  if (spent && !knobs.usageFirst) await response.write(spent);
  if (!knobs.omit?.includes('done')) await response.write('data: [DONE]\n\n');
  response.end();
}

function decide(body: ChatBody, reply: ChatReply | undefined): Answer {
  const scripted = typeof reply === 'string' ? { text: reply } : reply;
  if (scripted) {
    const { text = '', toolCalls = [], cachedTokens = 0 } = scripted;
    return { text, toolCalls, cached: cachedTokens };
  }
  const schema = body.response_format?.json_schema?.schema;
  const turns = body.messages.filter((message) => message.role === 'user').length;
  const text = schema
    ? JSON.stringify(sampleOf(schema))
    : (STOCK_REPLIES[Math.max(0, turns - 1) % STOCK_REPLIES.length] ?? '');
  return { text, toolCalls: [], cached: 0 };
}

/** Role first, then words as a tokenizer would cut them, then tool calls in fragments. */
function deltasOf(answer: Answer): object[] {
  const pieces = answer.text.match(/\s*\S+/g) ?? [];
  const deltas: object[] = [{ role: 'assistant', content: '', refusal: null }];
  for (const content of pieces) deltas.push({ content });
  answer.toolCalls.forEach((call, index) => {
    const json = JSON.stringify(call.arguments);
    const middle = Math.ceil(json.length / 2);
    const id = `call_${index}`;
    const start = { index, id, type: 'function', function: { name: call.name, arguments: '' } };
    deltas.push({ tool_calls: [start] });
    for (const part of [json.slice(0, middle), json.slice(middle)]) {
      deltas.push({ tool_calls: [{ index, function: { arguments: part } }] });
    }
  });
  return deltas;
}

function choiceOf(answer: Answer): object {
  const toolCalls = answer.toolCalls.map((call, index) => ({
    id: `call_${index}`,
    type: 'function',
    function: { name: call.name, arguments: JSON.stringify(call.arguments) },
  }));
  const message = { role: 'assistant', content: answer.text, refusal: null };
  return {
    index: 0,
    message: toolCalls.length > 0 ? { ...message, tool_calls: toolCalls } : message,
    finish_reason: finishOf(answer),
  };
}

function finishOf(answer: Answer): string {
  return answer.toolCalls.length > 0 ? 'tool_calls' : 'stop';
}

/** Four characters a token, which is near enough to English. */
function usageOf(body: ChatBody, answer: Answer): object {
  const prompt = Math.ceil(JSON.stringify(body.messages).length / 4);
  const completion = Math.max(1, Math.ceil(answer.text.length / 4));
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
    prompt_tokens_details: { cached_tokens: Math.min(answer.cached, prompt), audio_tokens: 0 },
    completion_tokens_details: { reasoning_tokens: 0, audio_tokens: 0 },
  };
}
