import OpenAI, { toFile } from 'openai';
import { encodeWav } from '../../../libs/voice/src/audio/wav';
import { OpenAiSimulator } from './openai-simulator';

/** The vendor's own client must not notice that it speaks with a simulator. */
describe('the OpenAI simulator, driven by the official SDK', () => {
  const simulator = new OpenAiSimulator();
  let client: OpenAI;

  beforeAll(async () => {
    const { baseUrl } = await simulator.start();
    client = new OpenAI({ apiKey: 'key', baseURL: baseUrl, maxRetries: 0, logLevel: 'off' });
  });
  beforeEach(() => simulator.reset());
  afterAll(() => simulator.close());

  const messages = [{ role: 'user' as const, content: 'Hello' }];

  it('streams a reply word by word, then usage with cached tokens', async () => {
    simulator.replyWith(() => ({ text: 'Who is this, please?', cachedTokens: 3 }));
    const stream = await client.chat.completions.create({
      model: 'gpt-4.1-mini',
      messages,
      stream: true,
      stream_options: { include_usage: true },
    });
    const texts: string[] = [];
    let finish: string | null = null;
    let cached: number | undefined;
    for await (const chunk of stream) {
      texts.push(chunk.choices[0]?.delta.content ?? '');
      finish = chunk.choices[0]?.finish_reason ?? finish;
      cached = chunk.usage?.prompt_tokens_details?.cached_tokens ?? cached;
    }
    expect(texts.join('')).toBe('Who is this, please?');
    expect(texts.filter(Boolean).length).toBe(4);
    expect([finish, cached]).toEqual(['stop', 3]);
  });

  it('sends no usage in a stream that did not ask for it', async () => {
    const stream = await client.chat.completions.create({ model: 'm', messages, stream: true });
    for await (const chunk of stream) expect(chunk.usage).toBeUndefined();
  });

  it('fills a JSON schema, as the parsing helper expects', async () => {
    const completion = await client.chat.completions.parse({
      model: 'gpt-4.1-mini',
      messages,
      response_format: {
        type: 'json_schema',
        json_schema: {
          name: 'verdict',
          strict: true,
          schema: {
            type: 'object',
            properties: {
              met: { type: 'boolean' },
              quote: { type: ['string', 'null'] },
              grade: { enum: ['low', 'high'] },
              reasons: { type: 'array', items: { $ref: '#/$defs/reason' } },
            },
            required: ['met', 'quote', 'grade', 'reasons'],
            additionalProperties: false,
            $defs: {
              reason: { type: 'object', properties: { weight: { type: 'integer', minimum: 2 } } },
            },
          },
        },
      },
    });
    expect(JSON.parse(completion.choices[0]?.message.content ?? '')).toEqual({
      met: true,
      quote: 'sample',
      grade: 'low',
      reasons: [{ weight: 2 }],
    });
    expect(completion.usage?.total_tokens).toBeGreaterThan(0);
  });

  it('calls tools in fragments that the streaming helper puts together', async () => {
    simulator.replyWith(() => ({
      toolCalls: [{ name: 'hang_up', arguments: { reason: 'busy' } }],
    }));
    const runner = client.chat.completions.stream({ model: 'm', messages });
    const completion = await runner.finalChatCompletion();
    const call = completion.choices[0]?.message.tool_calls?.[0];
    expect(call?.type === 'function' && call.function).toMatchObject({
      name: 'hang_up',
      arguments: '{"reason":"busy"}',
    });
    expect(completion.choices[0]?.finish_reason).toBe('tool_calls');
  });

  it('transcribes an uploaded WAV with the scripted texts in order', async () => {
    simulator.transcripts.push('first', 'second');
    const file = await toFile(encodeWav(new Int16Array(16000), 16000), 'a.wav');
    const answers = [];
    for (const model of ['gpt-4o-mini-transcribe', 'whisper-1', 'gpt-4o-transcribe']) {
      answers.push(await client.audio.transcriptions.create({ model, file, language: 'en' }));
    }
    expect(answers.map((answer) => answer.text)).toEqual([
      'first',
      'second',
      simulator.defaultTranscript,
    ]);
    expect(answers[0]?.usage).toMatchObject({ type: 'tokens', input_tokens: 10 });
    expect(answers[1]?.usage).toEqual({ type: 'duration', seconds: 1 });
    expect(simulator.requests[0]?.body).toEqual({
      model: 'gpt-4o-mini-transcribe',
      language: 'en',
    });
  });

  it('refuses audio that is no audio', async () => {
    const file = await toFile(Buffer.from('not audio at all, but long enough to be'), 'a.wav');
    await expect(
      client.audio.transcriptions.create({ model: 'whisper-1', file }),
    ).rejects.toMatchObject({ status: 400 });
  });

  it.each([
    ['pcm', 'audio/pcm', 0],
    ['wav', 'audio/wav', 44],
  ] as const)('speaks %s of a length that follows the text', async (format, type, header) => {
    const response = await client.audio.speech.create({
      model: 'gpt-4o-mini-tts',
      voice: 'ash',
      input: 'Hello there.',
      response_format: format,
    });
    const bytes = (await response.arrayBuffer()).byteLength - header;
    expect(response.headers.get('content-type')).toBe(type);
    expect(bytes).toBe(2 * ((11 * 60 * 24_000) / 1000 + 2 * 1200));
  });

  it.each([
    ['chat', 401, () => (simulator.apiKey = 'another')],
    ['chat', 429, () => (simulator.knobs.chat = { rateLimitNext: 1, retryAfterSeconds: 7 })],
    ['chat', 500, () => (simulator.knobs.chat = { failNext: 1 })],
    ['chat', 404, () => (simulator.knobs.chat = { failNext: 1, failStatus: 404 })],
  ])('answers %s with %i when told to', async (_, status, arrange) => {
    arrange();
    const error: unknown = await client.chat.completions
      .create({ model: 'm', messages })
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ status });
    if (status === 429) {
      expect((error as InstanceType<typeof OpenAI.APIError>).headers?.get('retry-after')).toBe('7');
    }
  });

  it('works again after the failures it was told to make', async () => {
    simulator.knobs.chat = { failNext: 1 };
    const create = () => client.chat.completions.create({ model: 'm', messages });
    await expect(create()).rejects.toMatchObject({ status: 500 });
    expect((await create()).choices[0]?.message.content).toBeTruthy();
  });

  it('cuts a stream so that the SDK sees a broken connection', async () => {
    simulator.knobs.chat = { cutAfterBytes: 700 };
    const stream = await client.chat.completions.create({ model: 'm', messages, stream: true });
    const reading = (async () => {
      for await (const chunk of stream) expect(chunk.id).toBeTruthy();
    })();
    await expect(reading).rejects.toThrow('terminated');
  });

  it('notices when the client hangs up', async () => {
    simulator.knobs.chat = { stall: 'after_first' };
    const stream = await client.chat.completions.create({ model: 'm', messages, stream: true });
    for await (const chunk of stream) {
      expect(chunk.id).toBeTruthy();
      break;
    }
    while (!simulator.requests[0]?.abandoned) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  });
});
