import { connect } from 'node:net';
import Cartesia from '@cartesia/cartesia-js';
import { TTSWS } from '@cartesia/cartesia-js/resources/tts/ws';
import { beeps } from '../voices/spoken-text';
import { CartesiaSimulator } from './cartesia-simulator';

/** The vendor's own client must not notice that it speaks with a simulator. */
describe('the Cartesia simulator, driven by the official SDK', () => {
  const simulator = new CartesiaSimulator();
  let port: number;
  let socket: TTSWS;

  beforeAll(async () => {
    port = Number(new URL((await simulator.start()).baseUrl).port);
  });
  beforeEach(async () => {
    simulator.reset();
    const client = new Cartesia({ apiKey: 'key', baseURL: `http://127.0.0.1:${port}` });
    // The SDK insists on TLS; its socket is replaced by a plain one.
    socket = new TTSWS(client, { createConnection: () => connect(port, '127.0.0.1') });
    socket.on('error', () => undefined);
    await socket.connect();
  });
  afterEach(() => socket.close());
  afterAll(() => simulator.close());

  const options = (contextId: string) => ({
    contextId,
    model_id: 'sonic-3' as const,
    voice: { mode: 'id' as const, id: 'voice' },
    output_format: {
      container: 'raw' as const,
      encoding: 'pcm_s16le' as const,
      sample_rate: 24_000 as const,
    },
    add_timestamps: true,
    max_buffer_delay_ms: 0,
    timeout: 2_000,
  });

  type Context = ReturnType<TTSWS['context']>;
  async function listen(context: Context) {
    const types: string[] = [];
    const audio: Uint8Array[] = [];
    const words: string[] = [];
    for await (const event of context.receive()) {
      types.push(event.type);
      if (event.type === 'chunk' && event.audio) audio.push(event.audio);
      if (event.type === 'timestamps') words.push(...(event.word_timestamps?.words ?? []));
    }
    return { types, words, bytes: Buffer.concat(audio) };
  }

  it('speaks what is pushed piece by piece, with word times across the pieces', async () => {
    const context = socket.context(options('one'));
    await context.push({ transcript: 'Hello there ' });
    await context.push({ transcript: 'my friend.' });
    await context.no_more_inputs();
    const { types, words, bytes } = await listen(context);
    expect(words).toEqual(['Hello', 'there', 'my', 'friend.']);
    const spoken = ['Hello there ', 'my friend.'].map(async (text) => beeps(text, ''));
    const samples = (await Promise.all(spoken)).reduce((sum, part) => sum + part.samples.length, 0);
    expect(bytes.length).toBe(samples * 2);
    expect(types.at(-1)).toBe('done');
  });

  it('interleaves contexts on one socket', async () => {
    const order: string[] = [];
    socket.on('chunk', ({ context_id }) => order.push(context_id ?? ''));
    const contexts = ['a', 'b'].map((id) => socket.context(options(id)));
    for (const context of contexts) await context.push({ transcript: 'One two three four five.' });
    for (const context of contexts) await context.no_more_inputs();
    await Promise.all(contexts.map(listen));
    expect(order.lastIndexOf('a')).toBeGreaterThan(order.indexOf('b'));
    expect(order.lastIndexOf('b')).toBeGreaterThan(order.indexOf('a'));
    expect(simulator.handshakes).toHaveLength(1);
  });

  it('goes on for a few chunks after a cancel', async () => {
    simulator.knobs = { chunksAfterCancel: 2, chunkDelayMs: 5 };
    const context = socket.context(options('cut'));
    let chunks = 0;
    socket.on('chunk', () => {
      chunks += 1;
      if (chunks === 1) void context.cancel();
    });
    await context.push({ transcript: 'One two three four five six seven eight nine ten.' });
    while (chunks < 3) await new Promise((resolve) => setTimeout(resolve, 1));
    while (simulator.activeContexts > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(chunks).toBe(3);
  });

  it.each([
    ['more contexts than allowed', { maxContexts: 0 }, 'Too many concurrent requests'],
    ['a failure', { failNext: 1, failStatus: 500 }, 'The simulator was told to fail.'],
  ])('reports %s', async (_, knobs, message) => {
    simulator.knobs = knobs;
    const context = socket.context(options('refused'));
    await context.push({ transcript: 'Hello.' });
    await expect(listen(context)).rejects.toThrow(message);
  });

  it('refuses fields that change within a context', async () => {
    const context = socket.context(options('changing'));
    await context.push({ transcript: 'Hello ' });
    await context.send({ transcript: 'there.', language: 'de', ...options('changing') });
    await expect(listen(context)).rejects.toThrow();
  });

  it('knows a context no more some time after its last audio', async () => {
    simulator.knobs = { expireMs: 10 };
    const context = socket.context(options('late'));
    await context.push({ transcript: 'Hi ' });
    while (simulator.activeContexts === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    while (simulator.activeContexts > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await context.push({ transcript: 'there.' });
    await expect(listen(context)).rejects.toThrow();
  });
});
