import { concatSamples } from '../../../libs/voice/src/audio/pcm';
import type { TextToSpeechEvent } from '../../../libs/voice/src/ports/text-to-speech';
import {
  ElevenLabsTextToSpeech,
  type ElevenLabsOptions,
} from '../../../libs/voice/src/providers/elevenlabs/elevenlabs-text-to-speech';
import { CircuitBreaker } from '../../../libs/voice/src/resilience/circuit-breaker';
import { FallbackTextToSpeech } from '../../../libs/voice/src/resilience/fallback-text-to-speech';
import { collect } from '../openai/collect';
import { CountingClock } from '../voices/counting-clock';
import { beeps } from '../voices/spoken-text';
import type { VoiceKnobs } from '../voices/voice-knobs';
import { ElevenLabsSimulator } from './elevenlabs-simulator';

describe('ElevenLabsTextToSpeech', () => {
  const simulator = new ElevenLabsSimulator();
  const TEXT = 'Hello there, my friend.';
  let baseUrl: string;
  let clock: CountingClock;
  let voice: ElevenLabsTextToSpeech;

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

  function build(more: Partial<ElevenLabsOptions> = {}): ElevenLabsTextToSpeech {
    const limits = { connectMs: 1500, firstMs: 1500, idleMs: 1500 };
    return new ElevenLabsTextToSpeech({
      ...{ clock, model: 'eleven_flash_v2_5', apiKey: 'key', baseUrl, ...limits },
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

  it('streams exactly the samples that were sent, words from characters, and the cost', async () => {
    const sent = await beeps(TEXT, '');
    const { events, error } = await collect(voice.synthesize(request()));
    expect(error).toBeUndefined();
    expect(samplesOf(events)).toEqual(sent.samples);
    const words = wordsOf(events);
    expect(words.map((word) => word.text)).toEqual(TEXT.split(' '));
    for (const [index, word] of words.entries()) {
      expect(Math.abs(word.startMs - (sent.words[index]?.startMs ?? 0))).toBeLessThanOrEqual(2);
      expect(Math.abs(word.endMs - (sent.words[index]?.endMs ?? 0))).toBeLessThanOrEqual(2);
    }
    expect(events.at(-1)).toEqual({
      type: 'usage',
      usage: [
        { unit: 'character', quantity: TEXT.length },
        { unit: 'audio_ms', quantity: sent.samples.length / 24 },
      ],
    });
    const [handshake] = simulator.handshakes;
    expect(handshake?.url.pathname).toBe(
      '/v1/text-to-speech/XrExE9yKIg1WjnnlVkGX/multi-stream-input',
    );
    expect(handshake?.headers['xi-api-key']).toBe('key');
    const context_id = simulator.frames[0]?.['context_id'];
    expect(simulator.frames).toEqual([
      { text: ' ', context_id, voice_settings: { stability: 0.5, similarity_boost: 0.8 } },
      { text: `${TEXT} `, context_id, flush: true },
      { context_id, close_context: true },
    ]);
  });

  it('has at most five contexts on a socket, and a socket for each voice', async () => {
    simulator.knobs = { chunkDelayMs: 2 };
    const many = Array.from({ length: 7 }, () => collect(voice.synthesize(request())));
    const other = collect(voice.synthesize(request({ voice: 'sage' })));
    for (const { events, error } of await Promise.all([...many, other])) {
      expect(error).toBeUndefined();
      expect(samplesOf(events)).toEqual((await beeps(TEXT, '')).samples);
    }
    const paths = simulator.handshakes.map(({ url }) => url.pathname);
    expect([paths.length, new Set(paths).size]).toEqual([3, 2]);
    await Promise.all(Array.from({ length: 5 }, () => collect(voice.synthesize(request()))));
    expect(simulator.handshakes).toHaveLength(3);
  });

  it('counts contexts that were cut off until the vendor is done with them', async () => {
    simulator.knobs = { chunkDelayMs: 20 };
    const controllers = Array.from({ length: 5 }, () => new AbortController());
    const cut = controllers.map((controller) =>
      collect(
        voice.synthesize(request({ signal: controller.signal })),
        (event) => event.type === 'audio' && controller.abort(),
      ),
    );
    for (const { events, error } of await Promise.all(cut)) {
      expect(error).toBeUndefined();
      expect(events.filter((event) => event.type === 'audio')).toHaveLength(1);
      expect(events.at(-1)).toMatchObject({ type: 'usage', usage: [{ unit: 'character' }, {}] });
    }
    expect(simulator.activeContexts).toBe(5);
    const next = await collect(voice.synthesize(request()));
    expect(next.error).toBeUndefined();
    expect(simulator.handshakes).toHaveLength(2);
    await until(() => simulator.activeContexts === 0);
    const { error } = await collect(voice.synthesize(request()));
    expect([error, simulator.handshakes.length]).toEqual([undefined, 2]);
  });

  it.each([
    ['more contexts than allowed', { maxContexts: 0 }, 'rate'],
    ['a refused connection', { refuseNext: 1 }, 'rate'],
    ['a refused key', { refuseNext: 1, refuseStatus: 401 }, 'auth'],
    ['an empty account', { failNext: 1, failStatus: 401, failCode: 'quota_exceeded' }, 'quota'],
    ['a server failure', { failNext: 1 }, 'server'],
    ['a broken rule', { failNext: 1, failStatus: 1008, failCode: 'policy' }, 'bad_request'],
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
    expect(error).toMatchObject({ name: 'ProviderError', provider: 'elevenlabs', kind });
    expect((error as Error).message).not.toContain('friend');
    simulator.knobs = {};
    // A socket that the vendor is about to close may fail once more; a caller asks again.
    const breaker = new CircuitBreaker({ clock });
    const fallback = new FallbackTextToSpeech([voice], { clock, breaker });
    const next = await collect(fallback.synthesize(request()));
    expect(next.error).toBeUndefined();
  });

  it('gives audio without word times where there are none', async () => {
    simulator.knobs = { omit: ['words'] };
    const { events, error } = await collect(voice.synthesize(request()));
    expect([error, wordsOf(events)]).toEqual([undefined, []]);
  });

  it('hangs up when nobody spoke for a while, and calls again when somebody does', async () => {
    voice = build({ unusedMs: 20 });
    await collect(voice.synthesize(request()));
    await until(() => simulator.openConnections === 0);
    const { error } = await collect(voice.synthesize(request()));
    expect([error, simulator.handshakes.length]).toEqual([undefined, 2]);
  });

  it('breaks off what is under way when it is closed', async () => {
    simulator.knobs = { stall: 'before' };
    const heard = collect(voice.synthesize(request()));
    await until(() => simulator.frames.length === 3);
    await voice.close();
    expect(await heard).toMatchObject({ error: { kind: 'network' } });
  });
});
