import { SystemClock } from '../../../libs/voice/src/clock/system-clock';
import type { LanguageModelEvent } from '../../../libs/voice/src/ports/language-model';
import { OpenAiLanguageModel } from '../../../libs/voice/src/providers/openai/openai-language-model';
import { OpenAiStructuredModel } from '../../../libs/voice/src/providers/openai/openai-structured-model';
import type { Knobs } from '../http/knobs';
import { collect } from './collect';
import { OpenAiSimulator } from './openai-simulator';

const simulator = new OpenAiSimulator();
let baseUrl: string;

beforeAll(async () => ({ baseUrl } = await simulator.start()));
beforeEach(() => simulator.reset());
afterAll(() => simulator.close());

const options = () => ({ clock: new SystemClock(), model: 'gpt-4.1-mini', apiKey: 'key', baseUrl });
const messages = [
  { role: 'system' as const, content: 'You are a busy prospect.' },
  { role: 'user' as const, content: 'Hello, this is Jo from Acme.' },
];

const TOOL = { name: 'hang_up', description: 'Ends the call.', parameters: { type: 'object' } };

const FAILURES: [string, Knobs, string, boolean][] = [
  ['a rate limit', { rateLimitNext: 1, retryAfterSeconds: 2 }, 'rate', true],
  ['a server failure', { failNext: 1 }, 'server', true],
  ['a refused key', { failNext: 1, failStatus: 401 }, 'auth', false],
  [
    'an empty account',
    { failNext: 1, failStatus: 429, failCode: 'insufficient_quota' },
    'quota',
    false,
  ],
  ['an unknown model', { failNext: 1, failStatus: 404 }, 'bad_request', false],
  ['lines that are not JSON', { garbage: 'json' }, 'bad_response', true],
  ['a web page', { garbage: 'html' }, 'bad_response', true],
  ['silence', { stall: 'before' }, 'timeout', true],
];

describe('OpenAiLanguageModel', () => {
  const model = (more: object = {}) =>
    new OpenAiLanguageModel({ ...options(), firstMs: 200, idleMs: 200, ...more });
  const request = (more: object = {}) => ({
    messages,
    signal: new AbortController().signal,
    ...more,
  });
  const textOf = (events: readonly LanguageModelEvent[]) =>
    events.map((event) => (event.type === 'text' ? event.text : '')).join('');

  it('streams text and ends with exact usage, cached tokens apart', async () => {
    simulator.replyWith(() => ({ text: 'Who is this, please?', cachedTokens: 10 }));
    const { events } = await collect(model().stream(request({ maxOutputTokens: 60 })));
    expect(textOf(events)).toBe('Who is this, please?');
    expect(events.filter((event) => event.type === 'text')).toHaveLength(4);
    const prompt = Math.ceil(JSON.stringify(messages).length / 4);
    expect(events.at(-1)).toEqual({
      type: 'usage',
      usage: [
        { unit: 'input_token', quantity: prompt - 10 },
        { unit: 'cached_input_token', quantity: 10 },
        { unit: 'output_token', quantity: 5 },
      ],
    });
    expect(simulator.requests[0]?.body).toEqual({
      model: 'gpt-4.1-mini',
      messages,
      stream: true,
      stream_options: { include_usage: true },
      max_tokens: 60,
    });
    expect(simulator.requests[0]?.headers.authorization).toBe('Bearer key');
  });

  it('gives a tool call once it is whole', async () => {
    simulator.replyWith(() => ({
      text: 'Bye.',
      toolCalls: [{ name: 'hang_up', arguments: { reason: 'busy' } }],
    }));
    const tools = [
      { name: 'hang_up', description: 'Ends the call', parameters: { type: 'object' } },
    ];
    const { events } = await collect(model().stream(request({ tools })));
    expect(events.map((event) => event.type)).toEqual(['text', 'tool_call', 'usage']);
    expect(events[1]).toMatchObject({ name: 'hang_up', argumentsJson: '{"reason":"busy"}' });
    expect(simulator.requests[0]?.body['tools']).toEqual([
      { type: 'function', function: tools[0] },
    ]);
  });

  it.each(FAILURES)('reports %s as %s', async (_, knobs, kind, retryable) => {
    simulator.knobs.chat = { ...knobs };
    const { events, error } = await collect(model().stream(request()));
    expect(error).toMatchObject({ name: 'ProviderError', provider: 'openai', kind, retryable });
    expect(events).toEqual([]);
    if (kind === 'rate') expect(error).toMatchObject({ retryAfterMs: 2000 });
  });

  it('never quotes what was said in an error', async () => {
    simulator.knobs.chat = { failNext: 2, failStatus: 400 };
    const { error } = await collect(model().stream(request()));
    expect((error as Error).message).toBe('openai refused the request (400).');
  });

  it.each([
    ['a connection cut in the middle', { cutAfterBytes: 900 }, 'network'],
    ['a stream that goes quiet', { stall: 'after_first' }, 'timeout'],
  ] as [string, Knobs, string][])('passes on what came before %s', async (_, knobs, kind) => {
    simulator.replyWith(() => 'One two three four five six seven eight.');
    simulator.knobs.chat = knobs;
    const { events, error } = await collect(model().stream(request()));
    expect(error).toMatchObject({ kind });
    if (kind === 'network') expect(textOf(events)).toMatch(/^One two/);
  });

  it('reports a server that cannot be reached', async () => {
    const lonely = model({ baseUrl: 'http://127.0.0.1:9/v1', provider: 'ollama' });
    const { error } = await collect(lonely.stream(request()));
    expect(error).toMatchObject({ provider: 'ollama', kind: 'network' });
  });

  it('ends silently after an abort, hangs up, and estimates what was spent', async () => {
    simulator.replyWith(() => 'One two three four five six seven eight.');
    simulator.knobs.chat = { chunkDelayMs: 20 };
    const controller = new AbortController();
    const { events, error } = await collect(
      model().stream(request({ signal: controller.signal })),
      (event) => event.type === 'text' && controller.abort(),
    );
    expect(error).toBeUndefined();
    expect(events).toEqual([
      { type: 'text', text: 'One' },
      {
        type: 'usage',
        estimated: true,
        usage: [
          { unit: 'input_token', quantity: 13 },
          { unit: 'output_token', quantity: 1 },
        ],
      },
    ]);
    while (!simulator.requests[0]?.abandoned) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  });

  it('hangs up when its reader stops reading', async () => {
    simulator.knobs.chat = { chunkDelayMs: 20 };
    for await (const event of model().stream(request())) {
      expect(event.type).toBe('text');
      break;
    }
    while (!simulator.requests[0]?.abandoned) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  });

  it('asks nothing when the signal has aborted already', async () => {
    const { events } = await collect(model().stream(request({ signal: AbortSignal.abort() })));
    expect([events, simulator.requests]).toEqual([[], []]);
  });

  describe('with a lesser server', () => {
    it('estimates usage that is missing, and needs no [DONE]', async () => {
      simulator.replyWith(() => 'Fine.');
      simulator.knobs.chat = { omit: ['usage', 'done'] };
      const { events, error } = await collect(model({ apiKey: undefined }).stream(request()));
      expect(error).toBeUndefined();
      expect(textOf(events)).toBe('Fine.');
      expect(events.at(-1)).toMatchObject({ type: 'usage', estimated: true });
    });

    it.each([
      ['stream_options', {}, 'stream_options'],
      ['max_tokens', { maxOutputTokens: 9 }, 'max_tokens'],
      ['tools', { tools: [TOOL] }, 'tools'],
      ['fields of another vendor', {}, 'reasoning_effort'],
    ])('goes without %s once it was refused, and remembers', async (_, more, field) => {
      simulator.knobs.chat = { unsupported: [field] };
      const remembering = model({ extraBody: { reasoning_effort: 'minimal' } });
      for (let round = 0; round < 2; round++) {
        expect((await collect(remembering.stream(request(more)))).error).toBeUndefined();
      }
      const sent = simulator.requests.map((recorded) => field in recorded.body);
      expect(sent).toEqual([true, false, false]);
      const others = ['stream_options', 'reasoning_effort'].filter((name) => name !== field);
      for (const name of others) expect(simulator.requests.at(-1)?.body).toHaveProperty(name);
    });

    it('leaves out everything that can be missed where the refusal names nothing', async () => {
      simulator.knobs.chat = { failNext: 3, failStatus: 400 };
      const plain = model({ extraBody: { reasoning_effort: 'minimal' } });
      const { error } = await collect(plain.stream(request({ tools: [TOOL] })));
      expect(error).toBeUndefined();
      const { body } = simulator.requests.at(-1) ?? { body: {} };
      expect(Object.keys(body).sort()).toEqual(['messages', 'model', 'stream']);
    });

    it('does not blame stream options for every refusal', async () => {
      const picky = model();
      simulator.knobs.chat = { failNext: 2, failStatus: 400 };
      expect((await collect(picky.stream(request()))).error).toMatchObject({ kind: 'bad_request' });
      await collect(picky.stream(request()));
      expect(simulator.requests.at(-1)?.body).toHaveProperty('stream_options');
    });
  });
});

describe('OpenAiStructuredModel', () => {
  const schema = {
    type: 'object',
    properties: { met: { type: 'boolean' }, quote: { type: 'string' } },
    required: ['met', 'quote'],
    additionalProperties: false,
  };
  const model = () => new OpenAiStructuredModel({ ...options(), timeoutMs: 200 });
  const request = (more: object = {}) => ({
    messages,
    schemaName: 'verdict',
    schema,
    signal: new AbortController().signal,
    ...more,
  });

  it('asks strictly for the schema and gives the parsed answer with usage', async () => {
    const answer = await model().complete(request());
    expect(answer.value).toEqual({ met: true, quote: 'sample' });
    expect(answer.usage.map((quantity) => quantity.unit)).toEqual(['input_token', 'output_token']);
    expect(simulator.requests[0]?.body['response_format']).toEqual({
      type: 'json_schema',
      json_schema: { name: 'verdict', strict: true, schema },
    });
  });

  it('puts the schema into words for a server that refuses it, and remembers', async () => {
    simulator.replyWith((body) => {
      if (body.response_format?.type === 'json_schema') throw new Error('not reached');
      return 'Sure!\n```json\n{"met": false, "quote": "q"}\n```';
    });
    simulator.knobs.chat = { failNext: 1, failStatus: 400 };
    const simple = model();
    for (let round = 0; round < 2; round++) {
      expect((await simple.complete(request())).value).toEqual({ met: false, quote: 'q' });
    }
    const last = simulator.requests.at(-1)?.body;
    expect(simulator.requests).toHaveLength(3);
    expect(last?.['response_format']).toEqual({ type: 'json_object' });
    expect(JSON.stringify(last?.['messages'])).toContain('additionalProperties');
  });

  it("goes without another vendor's fields once they were refused, and remembers", async () => {
    simulator.knobs.chat = { unsupported: ['reasoning_effort'] };
    const extraBody = { reasoning_effort: 'minimal' };
    const remembering = new OpenAiStructuredModel({ ...options(), extraBody });
    for (let round = 0; round < 2; round++) await remembering.complete(request());
    const sent = simulator.requests.map(({ body }) => 'reasoning_effort' in body);
    expect(sent).toEqual([true, false, false]);
    expect(simulator.requests.at(-1)?.body['response_format']).toMatchObject({
      type: 'json_schema',
    });
  });

  it('marks usage as estimated when the server counts none', async () => {
    simulator.knobs.chat = { omit: ['usage'] };
    expect(await model().complete(request())).toMatchObject({ estimated: true });
  });

  it.each(FAILURES)('reports %s as %s', async (_, knobs, kind) => {
    simulator.knobs.chat = { ...knobs };
    await expect(model().complete(request())).rejects.toMatchObject({ kind });
  });

  it('refuses an answer that is no JSON', async () => {
    simulator.replyWith(() => 'I would rather not.');
    await expect(model().complete(request())).rejects.toMatchObject({ kind: 'bad_response' });
  });

  it('rejects with the reason of an abort', async () => {
    simulator.knobs.chat = { stall: 'before' };
    const controller = new AbortController();
    const asking = model().complete(request({ signal: controller.signal }));
    controller.abort(new Error('call deleted'));
    await expect(asking).rejects.toThrow('call deleted');
  });
});
