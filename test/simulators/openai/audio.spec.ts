import { concatSamples } from '../../../libs/voice/src/audio/pcm';
import { decodeWav } from '../../../libs/voice/src/audio/wav';
import { SystemClock } from '../../../libs/voice/src/clock/system-clock';
import type { SpeechToTextEvent } from '../../../libs/voice/src/ports/speech-to-text';
import type { TextToSpeechEvent } from '../../../libs/voice/src/ports/text-to-speech';
import { OpenAiSpeechToText } from '../../../libs/voice/src/providers/openai/openai-speech-to-text';
import { OpenAiTextToSpeech } from '../../../libs/voice/src/providers/openai/openai-text-to-speech';
import type { Knobs } from '../http/knobs';
import { collect } from './collect';
import { OpenAiSimulator } from './openai-simulator';
import { toneBursts } from './speech-endpoint';

const simulator = new OpenAiSimulator();
let baseUrl: string;

beforeAll(async () => ({ baseUrl } = await simulator.start()));
beforeEach(() => simulator.reset());
afterAll(() => simulator.close());

const options = (model: string) => ({ clock: new SystemClock(), model, apiKey: 'key', baseUrl });

describe('OpenAiTextToSpeech', () => {
  const speech = (model = 'gpt-4o-mini-tts', more: object = {}) =>
    new OpenAiTextToSpeech({ ...options(model), firstMs: 1500, idleMs: 1500, ...more });
  const request = (more: object = {}) => ({
    text: 'Hello there, friend.',
    voice: 'ash',
    style: 'Impatient.',
    turnId: 'turn',
    signal: new AbortController().signal,
    ...more,
  });
  const samplesOf = (events: readonly TextToSpeechEvent[]) =>
    concatSamples(events.flatMap((event) => (event.type === 'audio' ? [event.samples] : [])));

  it('streams exactly the samples that were sent, though chunks split them', async () => {
    const { events, error } = await collect(speech().synthesize(request()));
    const sent = toneBursts({ model: '', voice: '', input: request().text });
    expect(error).toBeUndefined();
    expect(samplesOf(events)).toEqual(sent);
    expect(events.length).toBeGreaterThan(2);
    expect(events.at(-1)).toEqual({
      type: 'usage',
      usage: [
        { unit: 'character', quantity: 20 },
        { unit: 'audio_ms', quantity: Math.round(sent.length / 24) },
      ],
    });
    expect(simulator.requests[0]?.body).toEqual({
      model: 'gpt-4o-mini-tts',
      voice: 'sage', // A woman, as with every vendor.
      input: 'Hello there, friend.',
      response_format: 'pcm',
      instructions: 'Impatient.',
    });
  });

  it('sends no instructions to a model that takes none, and its own name of a voice', async () => {
    const own = speech('tts-1', { voices: { ash: 'am_adam' } });
    await collect(own.synthesize(request()));
    await collect(own.synthesize(request({ voice: 'nova' })));
    expect(simulator.requests.map(({ body }) => [body['voice'], body['instructions']])).toEqual([
      ['am_adam', undefined],
      ['nova', undefined],
    ]);
  });

  it('takes off the header of a server that sends WAV', async () => {
    const samples = Int16Array.from({ length: 3000 }, (_, index) => index);
    simulator.speakWith(() => new Int16Array([...header(), ...samples]));
    simulator.knobs.speech = { contentType: 'audio/wav' };
    const { events } = await collect(speech().synthesize(request()));
    expect(samplesOf(events)).toEqual(samples);
  });

  it.each([
    ['a rate limit', { rateLimitNext: 1 }, 'rate'],
    ['a server failure', { failNext: 1 }, 'server'],
    ['a refused key', { failNext: 1, failStatus: 401 }, 'auth'],
    ['a web page', { garbage: 'html' }, 'bad_response'],
    ['MP3 in place of PCM', { contentType: 'audio/mpeg' }, 'bad_response'],
    ['silence', { stall: 'before' }, 'timeout'],
    ['a stream that goes quiet', { stall: 'after_first' }, 'timeout'],
    ['a connection cut in the middle', { cutAfterBytes: 10_001 }, 'network'],
  ] as [string, Knobs, string][])('reports %s as %s', async (_, knobs, kind) => {
    simulator.knobs.speech = { ...knobs };
    const { error } = await collect(speech().synthesize(request()));
    expect(error).toMatchObject({ name: 'ProviderError', kind });
  });

  it('reports an answer without audio', async () => {
    simulator.speakWith(() => new Int16Array(0));
    const { error } = await collect(speech().synthesize(request()));
    expect(error).toMatchObject({ kind: 'bad_response' });
  });

  it('ends silently after an abort and says what was spent', async () => {
    simulator.knobs.speech = { chunkDelayMs: 20 };
    const controller = new AbortController();
    const { events, error } = await collect(
      speech().synthesize(request({ signal: controller.signal })),
      () => controller.abort(),
    );
    expect(error).toBeUndefined();
    expect(events.map((event) => event.type)).toEqual(['audio', 'usage']);
    expect(events[1]).toMatchObject({ usage: [{ unit: 'character', quantity: 20 }, {}] });
  });

  /** A WAV header as samples: PCM16, mono, 24 kHz. */
  function header(): number[] {
    const bytes = Buffer.alloc(44);
    bytes.write('RIFF____WAVEfmt ', 0, 'latin1');
    bytes.writeUInt32LE(16, 16);
    bytes.writeUInt16LE(1, 20);
    bytes.writeUInt16LE(1, 22);
    bytes.writeUInt32LE(24_000, 24);
    bytes.writeUInt16LE(16, 34);
    bytes.write('data', 36, 'latin1');
    return [...new Int16Array(Uint8Array.from(bytes).buffer)];
  }
});

describe('OpenAiSpeechToText', () => {
  const SAMPLE_RATE = 16_000;

  function open(model = 'gpt-4o-mini-transcribe', more: object = {}) {
    const recogniser = new OpenAiSpeechToText({ ...options(model), timeoutMs: 1500, ...more });
    const events: SpeechToTextEvent[] = [];
    let wake = (): void => undefined;
    const stream = recogniser.open({
      sampleRate: SAMPLE_RATE,
      language: 'en-US',
      keyterms: ['Sparline', 'Acme'],
      onEvent: (event) => {
        events.push(event);
        wake();
      },
    });
    const until = async (type: SpeechToTextEvent['type'], count = 1): Promise<void> => {
      while (events.filter((event) => event.type === type).length < count) {
        await new Promise<void>((resolve) => (wake = resolve));
      }
    };
    return { stream, events, until };
  }

  /** 20 ms frames whose samples all hold `value`. */
  const frames = (stream: { write(samples: Int16Array): void }, ms: number, value: number) => {
    const frame = new Int16Array(SAMPLE_RATE / 50).fill(value);
    for (let at = 0; at < ms; at += 20) stream.write(frame);
    frame.fill(-1);
  };

  it('sends an utterance with 300 ms of run-up, and gives its text and usage', async () => {
    simulator.transcripts.push(' Hello there. ');
    const { stream, events, until } = open();
    frames(stream, 1000, 1);
    stream.speechStarted();
    frames(stream, 600, 2);
    stream.speechEnded();
    await until('final');
    const [recorded] = simulator.requests;
    const wav = decodeWav(recorded?.file?.bytes ?? new Uint8Array());
    expect(wav.sampleRate).toBe(SAMPLE_RATE);
    expect(wav.samples.filter((sample) => sample === 1)).toHaveLength(0.3 * SAMPLE_RATE);
    expect(wav.samples.filter((sample) => sample === 2)).toHaveLength(0.6 * SAMPLE_RATE);
    expect(recorded?.body).toEqual({
      model: 'gpt-4o-mini-transcribe',
      language: 'en',
      prompt: 'Sparline, Acme',
    });
    expect(events).toEqual([
      {
        type: 'usage',
        usage: [
          { unit: 'audio_input_token', quantity: 9 },
          { unit: 'output_token', quantity: 4 },
        ],
      },
      { type: 'final', text: 'Hello there.' },
    ]);
  });

  it.each([
    ['by duration', 'whisper-1', {}, 1000],
    ['not at all', 'whisper-small', { omit: ['usage'] }, 600],
  ] as [string, string, Knobs, number][])(
    'counts audio that is billed %s',
    async (_, model, knobs, ms) => {
      simulator.knobs.transcriptions = knobs;
      const { stream, events, until } = open(model);
      stream.speechStarted();
      frames(stream, 600, 2);
      stream.speechEnded();
      await until('final');
      expect(events[0]).toEqual({ type: 'usage', usage: [{ unit: 'audio_ms', quantity: ms }] });
    },
  );

  it('gives results in the order they were said, though the first is slower', async () => {
    simulator.transcripts.push('first', 'second');
    simulator.knobs.transcriptions = { rateLimitNext: 1 };
    const { stream, events, until } = open();
    for (const value of [1, 2]) {
      stream.speechStarted();
      frames(stream, 400, value);
      stream.speechEnded();
    }
    await until('final', 2);
    expect(simulator.requests).toHaveLength(3);
    const finals = events.flatMap((event) => (event.type === 'final' ? [event.text] : []));
    expect(finals).toHaveLength(2);
    const samples = simulator.requests.map(
      ({ file }) => decodeWav(file?.bytes ?? new Uint8Array()).samples[0],
    );
    // The request sent again is the first utterance, and its text still comes first.
    expect(samples[2]).toBe(samples[0]);
    expect(finals).toEqual(['second', 'first']);
  });

  it('cuts a monologue into parts of a minute', async () => {
    const { stream, until } = open();
    stream.speechStarted();
    frames(stream, 61_000, 2);
    stream.speechEnded();
    await until('final', 2);
    const lengths = simulator.requests.map(
      ({ file }) => decodeWav(file?.bytes ?? new Uint8Array()).samples.length / SAMPLE_RATE,
    );
    expect(lengths.sort((left, right) => left - right)).toEqual([1, 60]);
  });

  it('answers a blip too short to be sent with an empty text', async () => {
    const { stream, events, until } = open();
    stream.speechStarted();
    frames(stream, 60, 2);
    stream.speechEnded();
    await until('final');
    expect(events).toEqual([{ type: 'final', text: '' }]);
    expect(simulator.requests).toEqual([]);
  });

  it.each([
    ['a refused key', { failNext: 1, failStatus: 401 }, 'auth', 1],
    ['a server that keeps failing', { failNext: 9 }, 'server', 2],
    ['a web page', { garbage: 'html' }, 'bad_response', 2],
    ['silence', { stall: 'before' }, 'timeout', 2],
  ] as [string, Knobs, string, number][])(
    'reports %s, then hears the next utterance',
    async (_, knobs, kind, tries) => {
      simulator.knobs.transcriptions = { ...knobs };
      const { stream, events, until } = open();
      const say = () => {
        stream.speechStarted();
        frames(stream, 400, 2);
        stream.speechEnded();
      };
      say();
      await until('error');
      expect(events[0]).toMatchObject({ type: 'error', error: { kind } });
      expect(simulator.requests).toHaveLength(tries);
      simulator.knobs.transcriptions = {};
      say();
      await until('final');
    },
  );

  it('does not wait for long where it is told to, for somebody else may be quicker', async () => {
    simulator.knobs.transcriptions = { rateLimitNext: 9, retryAfterSeconds: 30 };
    const { stream, events, until } = open();
    stream.speechStarted();
    frames(stream, 400, 2);
    stream.speechEnded();
    await until('error');
    expect(events).toMatchObject([{ error: { kind: 'rate', retryAfterMs: 30_000 } }]);
    expect(simulator.requests).toHaveLength(1);
  });

  it('emits nothing and hangs up after it was closed', async () => {
    simulator.knobs.transcriptions = { stall: 'before' };
    const { stream, events } = open();
    stream.speechStarted();
    frames(stream, 400, 2);
    stream.speechEnded();
    while (simulator.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
    stream.close();
    stream.speechStarted();
    frames(stream, 400, 2);
    stream.speechEnded();
    while (!simulator.requests[0]?.abandoned) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect([events, simulator.requests.length]).toEqual([[], 1]);
  });
});
