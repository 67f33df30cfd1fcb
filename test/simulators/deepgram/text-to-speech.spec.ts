import { concatSamples } from '../../../libs/voice/src/audio/pcm';
import type { TextToSpeechEvent } from '../../../libs/voice/src/ports/text-to-speech';
import {
  DeepgramTextToSpeech,
  type DeepgramTextToSpeechOptions,
} from '../../../libs/voice/src/providers/deepgram/deepgram-text-to-speech';
import { CircuitBreaker } from '../../../libs/voice/src/resilience/circuit-breaker';
import { FallbackTextToSpeech } from '../../../libs/voice/src/resilience/fallback-text-to-speech';
import { collect } from '../openai/collect';
import { CountingClock } from '../voices/counting-clock';
import { beeps } from '../voices/spoken-text';
import type { VoiceKnobs } from '../voices/voice-knobs';
import { DeepgramSpeakSimulator } from './speak-simulator';

describe('DeepgramTextToSpeech', () => {
  const simulator = new DeepgramSpeakSimulator();
  const TEXT = 'Hello there, my friend.';
  let baseUrl: string;
  let clock: CountingClock;
  let voice: DeepgramTextToSpeech;

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

  function build(more: Partial<DeepgramTextToSpeechOptions> = {}): DeepgramTextToSpeech {
    const limits = { connectMs: 1500, firstMs: 1500, idleMs: 1500, drainMs: 200 };
    return new DeepgramTextToSpeech({
      ...{ clock, model: 'aura-2', apiKey: 'key', baseUrl, ...limits },
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
  const spoken = async (text = TEXT) => (await beeps(text, '')).samples;
  const models = () => simulator.handshakes.map(({ query }) => query.get('model'));
  const until = async (condition: () => boolean): Promise<void> => {
    while (!condition()) await new Promise((resolve) => setTimeout(resolve, 2));
  };
  /** Aborts after its first audio. */
  const cutOff = (more: object = {}) => {
    const controller = new AbortController();
    return collect(
      voice.synthesize(request({ signal: controller.signal, ...more })),
      (event) => event.type === 'audio' && controller.abort(),
    );
  };

  it('streams exactly the samples that were sent, and what it cost', async () => {
    simulator.apiKey = 'key';
    const { events, error } = await collect(voice.synthesize(request()));
    expect(error).toBeUndefined();
    const samples = await spoken();
    expect(samplesOf(events)).toEqual(samples);
    expect(events.filter((event) => event.type === 'audio').length).toBeGreaterThan(1);
    expect(events.at(-1)).toEqual({
      type: 'usage',
      usage: [
        { unit: 'character', quantity: TEXT.length },
        { unit: 'audio_ms', quantity: samples.length / 24 },
      ],
    });
    expect(Object.fromEntries(simulator.handshakes[0]?.query ?? [])).toEqual({
      model: 'aura-2-thalia-en',
      encoding: 'linear16',
      sample_rate: '24000',
    });
    expect(simulator.frames).toEqual([{ type: 'Speak', text: TEXT }, { type: 'Flush' }]);
  });

  it('speaks one request after the other on a socket, and at once on as many as it takes', async () => {
    await collect(voice.synthesize(request()));
    await collect(voice.synthesize(request()));
    expect(models()).toEqual(['aura-2-thalia-en']);
    const texts = ['One two three.', 'Four five six seven.', 'Eight.'];
    const all = await Promise.all(
      texts.map((text) => collect(voice.synthesize(request({ text })))),
    );
    for (const [index, { events }] of all.entries()) {
      expect(samplesOf(events)).toEqual(await spoken(texts[index]));
    }
    expect(simulator.handshakes).toHaveLength(3);
    await collect(voice.synthesize(request({ voice: 'ballad' })));
    expect(models().at(-1)).toBe('aura-2-draco-en');
  });

  it.each([
    ['aura-2', 'constructor', {}, 'aura-2-pandora-en'],
    ['aura-2', 'coral', { coral: 'aura-2-hera-en' }, 'aura-2-hera-en'],
    ['aura-2-zeus-en', 'coral', {}, 'aura-2-zeus-en'],
    ['aura-asteria-en', 'coral', {}, 'aura-asteria-en'],
  ])('asks %s for the voice %s', async (model, name, voices, expected) => {
    voice = build({ model, voices });
    await collect(voice.synthesize(request({ voice: name })));
    expect(models()).toEqual([expected]);
  });

  it('takes the socket again once the vendor has fallen silent after a cut-off', async () => {
    simulator.knobs = { chunksAfterCancel: 3, chunkDelayMs: 10 };
    const cut = await cutOff();
    expect(cut.error).toBeUndefined();
    expect(cut.events.map(({ type }) => type)).toEqual(['audio', 'usage']);
    const meanwhile = await collect(voice.synthesize(request({ text: 'Yes.' })));
    expect(samplesOf(meanwhile.events)).toEqual(await spoken('Yes.'));
    expect(simulator.handshakes).toHaveLength(2);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const both = [request({ text: 'One.' }), request({ text: 'Two.' })];
    const heard = await Promise.all(both.map((each) => collect(voice.synthesize(each))));
    expect(heard.map(({ events }) => samplesOf(events))).toEqual([
      await spoken('One.'),
      await spoken('Two.'),
    ]);
    expect(simulator.handshakes).toHaveLength(2);
    expect(simulator.frames[2]).toEqual({ type: 'Clear' });
  });

  it('leaves a socket that does not fall silent, for what it says would be taken for the next', async () => {
    simulator.knobs = { omit: ['done'], chunkDelayMs: 5 };
    await cutOff();
    await until(() => simulator.openConnections === 0);
    simulator.knobs = {};
    const { events } = await collect(voice.synthesize(request({ text: 'Yes.' })));
    expect(samplesOf(events)).toEqual(await spoken('Yes.'));
  });

  it('goes on with another socket when one has been asked as often as it may be', async () => {
    for (let asked = 0; asked < 21; asked++) {
      const { error } = await collect(voice.synthesize(request({ text: 'Yes.' })));
      expect(error).toBeUndefined();
    }
    expect(simulator.handshakes).toHaveLength(2);
  });

  it('cuts what is too long for one message between its words', async () => {
    simulator.knobs = { stall: 'before' };
    const text = 'and so on '.repeat(450);
    await collect(voice.synthesize(request({ text })));
    const said = simulator.frames.flatMap((frame) => (frame['type'] === 'Speak' ? [frame] : []));
    expect(said.map((frame) => String(frame['text']).length)).toEqual([2000, 2000, 500]);
    expect(said.map((frame) => frame['text']).join('')).toBe(text);
  });

  it.each([
    ['more connections than allowed', { maxContexts: 0 }, 'rate'],
    ['a refused connection', { refuseNext: 1 }, 'rate'],
    ['a refused key', { refuseNext: 1, refuseStatus: 401 }, 'auth'],
    ['an empty account', { refuseNext: 1, refuseStatus: 402 }, 'quota'],
    ['a warning that it is too much', { failNext: 1, failStatus: 429 }, 'rate'],
    ['a server failure', { failNext: 1 }, 'server'],
    ['a bad request', { failNext: 1, failStatus: 400 }, 'bad_request'],
    ['a connection that breaks in the middle', { closeAfterChunks: 2 }, 'server'],
    ['silence', { stall: 'before' }, 'timeout'],
    ['a stream that goes quiet', { stall: 'after_first' }, 'timeout'],
    ['an end that never comes', { omit: ['done'] }, 'timeout'],
    ['a web page', { garbage: 'text' }, 'bad_response'],
    ['a message of another shape', { garbage: 'shape' }, 'bad_response'],
    ['an answer without audio', { omit: ['audio'] }, 'bad_response'],
  ] as [string, VoiceKnobs, string][])('reports %s as %s', async (_, knobs, kind) => {
    simulator.knobs = { ...knobs };
    const { error } = await collect(voice.synthesize(request()));
    expect(error).toMatchObject({ name: 'ProviderError', provider: 'deepgram', kind });
    expect((error as Error).message).not.toContain('friend');
    simulator.knobs = {};
    const breaker = new CircuitBreaker({ clock });
    const next = await collect(
      new FallbackTextToSpeech([voice], { clock, breaker }).synthesize(request()),
    );
    expect([next.error, samplesOf(next.events)]).toEqual([undefined, await spoken()]);
  });

  it('says how long it was told to wait', async () => {
    simulator.knobs = { refuseNext: 1, retryAfterSeconds: 7 };
    const { error } = await collect(voice.synthesize(request()));
    expect(error).toMatchObject({ kind: 'rate', retryAfterMs: 7_000 });
  });

  it('dials for a voice before it has anything to say, and hangs up if nothing comes', async () => {
    voice = build({ unusedMs: 100 });
    voice.prepare();
    voice.prepare('ballad');
    await until(() => simulator.openConnections === 1);
    await collect(voice.synthesize(request({ voice: 'ballad' })));
    expect(models()).toEqual(['aura-2-draco-en']);
    await until(() => simulator.openConnections === 0);
  });

  it('does not take audio that nobody has asked for into its next speech', async () => {
    simulator.knobs = { garbage: 'binary' };
    voice.prepare('coral');
    await until(() => simulator.handshakes.length === 1);
    await until(() => simulator.openConnections === 0);
    simulator.knobs = {};
    const { events } = await collect(voice.synthesize(request()));
    expect(samplesOf(events)).toEqual(await spoken());
  });

  it('breaks off what is under way when it is closed, and takes nothing more', async () => {
    simulator.knobs = { stall: 'before' };
    const heard = collect(voice.synthesize(request()));
    await until(() => simulator.frames.length === 2);
    await voice.close();
    expect(await heard).toMatchObject({ error: { kind: 'network' } });
    expect(await collect(voice.synthesize(request()))).toMatchObject({
      error: { kind: 'network' },
    });
  });
});
