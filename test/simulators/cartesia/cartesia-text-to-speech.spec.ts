import { concatSamples } from '../../../libs/voice/src/audio/pcm';
import type { TextToSpeechEvent } from '../../../libs/voice/src/ports/text-to-speech';
import {
  CartesiaTextToSpeech,
  type CartesiaOptions,
} from '../../../libs/voice/src/providers/cartesia/cartesia-text-to-speech';
import { CircuitBreaker } from '../../../libs/voice/src/resilience/circuit-breaker';
import { FallbackTextToSpeech } from '../../../libs/voice/src/resilience/fallback-text-to-speech';
import { collect } from '../openai/collect';
import { CountingClock } from '../voices/counting-clock';
import { beeps, type SpokenText } from '../voices/spoken-text';
import type { VoiceKnobs } from '../voices/voice-knobs';
import { CartesiaSimulator } from './cartesia-simulator';

describe('CartesiaTextToSpeech', () => {
  const simulator = new CartesiaSimulator();
  const TEXT = 'Hello there, my friend.';
  let baseUrl: string;
  let clock: CountingClock;
  let voice: CartesiaTextToSpeech;

  beforeAll(async () => ({ baseUrl } = await simulator.start()));
  beforeEach(() => {
    simulator.reset();
    clock = new CountingClock();
    voice = build();
  });
  afterEach(async () => {
    await voice.close();
    expect(clock.pending.size).toBe(0);
  });
  afterAll(() => simulator.close());

  function build(more: Partial<CartesiaOptions> = {}): CartesiaTextToSpeech {
    const limits = { connectMs: 1500, firstMs: 1500, idleMs: 1500 };
    return new CartesiaTextToSpeech({
      ...{ clock, model: 'sonic-3', apiKey: 'key', baseUrl, ...limits },
      ...more,
    });
  }

  const request = (more: object = {}) => ({
    text: TEXT,
    voice: 'coral',
    turnId: 'turn',
    signal: new AbortController().signal,
    ...more,
  });
  const samplesOf = (events: readonly TextToSpeechEvent[]) =>
    concatSamples(events.flatMap((event) => (event.type === 'audio' ? [event.samples] : [])));
  const wordsOf = (events: readonly TextToSpeechEvent[]) =>
    events.flatMap((event) => (event.type === 'words' ? event.words : []));
  const until = async (condition: () => boolean): Promise<void> => {
    while (!condition()) await new Promise((resolve) => setTimeout(resolve, 2));
  };

  it('streams exactly the samples that were sent, word times and what it cost', async () => {
    const sent = (await beeps(TEXT, '')) satisfies SpokenText;
    const { events, error } = await collect(voice.synthesize(request()));
    expect(error).toBeUndefined();
    expect(samplesOf(events)).toEqual(sent.samples);
    expect(wordsOf(events)).toEqual(sent.words);
    expect(events.at(-1)).toEqual({
      type: 'usage',
      usage: [
        { unit: 'character', quantity: TEXT.length },
        { unit: 'audio_ms', quantity: sent.samples.length / 24 },
      ],
    });
    expect(simulator.handshakes[0]).toMatchObject({
      authorization: 'Bearer key',
      'cartesia-version': '2026-08-14',
    });
    expect(simulator.frames).toEqual([
      {
        model_id: 'sonic-3',
        transcript: TEXT,
        voice: { mode: 'id', id: 'f786b574-daa5-4673-aa0c-cbe3e8534c02' },
        language: 'en',
        output_format: { container: 'raw', encoding: 'pcm_s16le', sample_rate: 24_000 },
        add_timestamps: true,
        max_buffer_delay_ms: 0,
        context_id: expect.any(String),
        continue: false,
      },
    ]);
  });

  it('speaks for all calls on one socket, each hearing only its own', async () => {
    const texts = ['One two three.', 'Four five six seven.', 'Eight.'];
    const all = await Promise.all(
      texts.map((text) => collect(voice.synthesize(request({ text })))),
    );
    for (const [index, { events, error }] of all.entries()) {
      expect(error).toBeUndefined();
      expect(wordsOf(events).map((word) => word.text)).toEqual(texts[index]?.split(' '));
      expect(samplesOf(events)).toEqual((await beeps(texts[index] ?? '', '')).samples);
    }
    expect(simulator.handshakes).toHaveLength(1);
    expect(new Set(simulator.frames.map((frame) => frame['context_id'])).size).toBe(3);
  });

  it('has the British Reading Lady for a name it does not know, and an own voice first', async () => {
    const own = build({ voices: { coral: 'own-voice' } });
    await collect(voice.synthesize(request({ voice: 'constructor' })));
    await collect(own.synthesize(request()));
    await own.close();
    expect(simulator.frames.map((frame) => frame['voice'])).toEqual([
      { mode: 'id', id: '71a7ad14-091c-4e8e-a314-022ece01c121' },
      { mode: 'id', id: 'own-voice' },
    ]);
  });

  it('forgets a context at once when it is aborted, though the vendor goes on', async () => {
    simulator.knobs = { chunksAfterCancel: 5, chunkDelayMs: 5 };
    const text = 'A rather long sentence that nobody wants to hear to its end any more.';
    const controller = new AbortController();
    const cut = await collect(
      voice.synthesize(request({ text, signal: controller.signal })),
      (event) => event.type === 'audio' && controller.abort(),
    );
    expect(cut.error).toBeUndefined();
    const types = cut.events.map((event) => event.type);
    expect(types.filter((type) => type === 'audio')).toHaveLength(1);
    expect(cut.events.at(-1)).toMatchObject({
      type: 'usage',
      usage: [{ unit: 'character', quantity: text.length }, { unit: 'audio_ms' }],
    });
    const next = await collect(voice.synthesize(request()));
    expect(samplesOf(next.events)).toEqual((await beeps(TEXT, '')).samples);
    const [first, cancel, second] = simulator.frames;
    expect(cancel).toEqual({ cancel: true, context_id: first?.['context_id'] });
    expect(second?.['context_id']).not.toBe(first?.['context_id']);
    expect(simulator.handshakes).toHaveLength(1);
  });

  it('asks nothing of anybody when it was aborted before', async () => {
    const { events } = await collect(voice.synthesize(request({ signal: AbortSignal.abort() })));
    expect([events, simulator.handshakes]).toEqual([[], []]);
  });

  it('reports nothing as spent when it is aborted before the connection is there', async () => {
    const controller = new AbortController();
    const heard = collect(voice.synthesize(request({ signal: controller.signal })));
    controller.abort();
    expect(await heard).toEqual({ events: [{ type: 'usage', usage: [] }], error: undefined });
  });

  it.each([
    ['more contexts than allowed', { maxContexts: 0 }, 'rate'],
    ['a refused connection', { refuseNext: 1 }, 'rate'],
    ['a refused key', { refuseNext: 1, refuseStatus: 401 }, 'auth'],
    ['an empty account', { failNext: 1, failStatus: 402, failCode: 'quota_exceeded' }, 'quota'],
    ['a server failure', { failNext: 1 }, 'server'],
    ['a bad request', { failNext: 1, failStatus: 400 }, 'bad_request'],
    ['a connection that breaks in the middle', { closeAfterChunks: 2 }, 'network'],
    ['silence', { stall: 'before' }, 'timeout'],
    ['a stream that goes quiet', { stall: 'after_first' }, 'timeout'],
    ['an end that never comes', { omit: ['done'] }, 'timeout'],
    ['a web page', { garbage: 'text' }, 'bad_response'],
    ['a chunk without audio', { garbage: 'shape' }, 'bad_response'],
    ['a binary frame', { garbage: 'binary' }, 'bad_response'],
    ['an answer without audio', { omit: ['audio', 'words'] }, 'bad_response'],
  ] as [string, VoiceKnobs, string][])('reports %s as %s', async (_, knobs, kind) => {
    simulator.knobs = { ...knobs };
    const { error } = await collect(voice.synthesize(request()));
    expect(error).toMatchObject({ name: 'ProviderError', provider: 'cartesia', kind });
    expect((error as Error).message).not.toContain('friend');
    simulator.knobs = {};
    const next = await collect(voice.synthesize(request()));
    expect(next.error).toBeUndefined();
  });

  it('says how long it was told to wait', async () => {
    simulator.knobs = { refuseNext: 1, retryAfterSeconds: 7 };
    const { error } = await collect(voice.synthesize(request()));
    expect(error).toMatchObject({ kind: 'rate', retryAfterMs: 7_000 });
  });

  it('leaves the others alone when one context is refused', async () => {
    simulator.knobs = { maxContexts: 1, chunkDelayMs: 5 };
    const first = collect(voice.synthesize(request()));
    await until(() => simulator.activeContexts === 1);
    const second = await collect(voice.synthesize(request()));
    expect(second.error).toMatchObject({ kind: 'rate' });
    expect((await first).error).toBeUndefined();
  });

  it('takes another socket when one has gone quiet, which may be dead', async () => {
    simulator.knobs = { stall: 'before' };
    await collect(voice.synthesize(request()));
    simulator.knobs = {};
    await collect(voice.synthesize(request()));
    expect(simulator.handshakes).toHaveLength(2);
    await until(() => simulator.openConnections === 1);
  });

  it('is asked once more by the fallback after a drop before the first audio', async () => {
    const breaker = new CircuitBreaker({ clock });
    const fallback = new FallbackTextToSpeech([voice], { clock, breaker });
    simulator.knobs = { delayMs: 50 };
    const heard = collect(fallback.synthesize(request()));
    await until(() => simulator.activeContexts === 1);
    simulator.dropConnections();
    const { events, error } = await heard;
    expect(error).toBeUndefined();
    expect(samplesOf(events)).toEqual((await beeps(TEXT, '')).samples);
    expect(simulator.handshakes).toHaveLength(2);
  });

  it('dials before it has anything to say, and hangs up if nothing comes', async () => {
    voice = build({ unusedMs: 20 });
    voice.prepare();
    await until(() => simulator.openConnections === 1);
    await until(() => simulator.openConnections === 0);
    simulator.knobs = { refuseNext: 1 };
    voice.prepare();
    await until(() => simulator.knobs.refuseNext === 0);
    // Who asks before the client has read the refusal is refused with it.
    let { error } = await collect(voice.synthesize(request()));
    if (error) ({ error } = await collect(voice.synthesize(request())));
    expect([error, simulator.handshakes.length]).toEqual([undefined, 2]);
  });

  it('hangs up when nobody spoke for a while, and calls again when somebody does', async () => {
    voice = build({ unusedMs: 20 });
    await collect(voice.synthesize(request()));
    await until(() => simulator.openConnections === 0);
    const { error } = await collect(voice.synthesize(request()));
    expect([error, simulator.handshakes.length]).toEqual([undefined, 2]);
  });

  it('calls again when the vendor hung up in between', async () => {
    simulator.knobs = { idleCloseMs: 150 };
    await collect(voice.synthesize(request()));
    await until(() => simulator.openConnections === 0);
    // The client learns of it a moment after the vendor.
    await new Promise((resolve) => setTimeout(resolve, 50));
    const { error } = await collect(voice.synthesize(request()));
    expect([error, simulator.handshakes.length]).toEqual([undefined, 2]);
  });

  it('breaks off what is under way when it is closed, and takes nothing more', async () => {
    simulator.knobs = { stall: 'before' };
    const heard = collect(voice.synthesize(request()));
    await until(() => simulator.frames.length === 1);
    await voice.close();
    expect(await heard).toMatchObject({ error: { kind: 'network' } });
    expect(await collect(voice.synthesize(request()))).toMatchObject({
      error: { kind: 'network' },
    });
    await until(() => simulator.openConnections === 0);
  });
});
