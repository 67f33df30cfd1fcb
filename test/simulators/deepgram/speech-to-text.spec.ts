import { SystemClock } from '../../../libs/voice/src/clock/system-clock';
import { DeepgramFluxSpeechToText } from '../../../libs/voice/src/providers/deepgram/deepgram-flux-speech-to-text';
import { DeepgramSpeechToText } from '../../../libs/voice/src/providers/deepgram/deepgram-speech-to-text';
import { RecognitionProbe } from '../websocket/recognition-probe';
import { DeepgramSimulator } from './deepgram-simulator';

const simulator = new DeepgramSimulator();
const clock = new SystemClock();
let baseUrl = '';
let probe: RecognitionProbe;

beforeAll(async () => {
  ({ baseUrl } = await simulator.start());
});
beforeEach(() => simulator.reset());
afterEach(() => probe.stream.close());
afterAll(() => simulator.close());

const usual = { clock, apiKey: 'key', retries: 1, connectTimeoutMs: 500, random: () => 0 };
const nova = (call = {}): RecognitionProbe =>
  (probe = new RecognitionProbe(new DeepgramSpeechToText({ ...usual, baseUrl }), call));
const flux = (call = {}): RecognitionProbe =>
  (probe = new RecognitionProbe(new DeepgramFluxSpeechToText({ ...usual, baseUrl }), call));

describe('Nova-3', () => {
  it('gives growing interims, then the whole text once for each utterance', async () => {
    simulator.transcripts.push('Good morning, is this a bad time?', 'Fine.');
    nova({ keyterms: ['Acme', 'customer service'] });
    await probe.utterance(1000);
    await probe.until(() => probe.finals.length === 1);
    await probe.utterance();
    await probe.until(() => probe.finals.length === 2);
    expect(probe.finals).toEqual(['Good morning, is this a bad time?', 'Fine.']);
    expect(probe.interims).toContain('Good morning, is');
    const [connection] = simulator.connections;
    expect(connection?.headers.authorization).toBe('Token key');
    expect(connection?.query.getAll('keyterm')).toEqual(['Acme', 'customer service']);
    expect(connection?.query.get('language')).toBe('en-GB');
    expect(connection?.texts.filter((type) => type === 'Finalize')).toHaveLength(2);
  });

  it('tells when each word was said', async () => {
    nova();
    await probe.hear('silence', 500);
    await probe.utterance();
    await probe.until(() => probe.finals.length === 1);
    const final = probe.events.find((event) => event.type === 'final');
    expect(final?.words?.[0]).toMatchObject({ text: 'Hello,', startMs: 500 });
    expect(final?.confidence).toBeCloseTo(0.98);
  });

  it('does not wait for an answer when the vendor leaves Finalize without one', async () => {
    simulator.ignoresFinalize = true;
    nova();
    probe.stream.speechStarted();
    await probe.hear('silence', 300);
    probe.stream.speechEnded();
    await probe.until(() => probe.finals.length === 1, 2000);
    expect(probe.finals).toEqual(['']);
  });

  it('takes the gap between words where noise hides the pause', async () => {
    simulator.noSpeechFinal = true;
    nova();
    await probe.hear('voice', 600);
    await probe.hear('silence', 1000);
    await probe.until(() => probe.finals.length === 1);
    expect(probe.finals).toEqual([simulator.defaultTranscript]);
  });

  it('counts the audio that it sent and says goodbye', async () => {
    nova();
    await probe.utterance(600);
    await probe.until(() => probe.finals.length === 1);
    probe.stream.close();
    probe.stream.close();
    expect(probe.usedMs).toBe(800);
    const [connection] = simulator.connections;
    await probe.until(() => connection?.closeCode !== undefined);
    expect(connection?.texts.at(-1)).toBe('CloseStream');
    expect(connection?.audioBytes.every((bytes) => bytes === 640)).toBe(true);
  });

  it('waits for a late final', async () => {
    simulator.knobs = { finalDelayMs: 700 };
    nova();
    await probe.utterance();
    await probe.until(() => probe.finals.length === 1);
    expect(probe.finals).toEqual([simulator.defaultTranscript]);
  });
});

describe('Flux', () => {
  it('tells of a likely end, of a resumption, and then the text once', async () => {
    simulator.transcripts.push('I would like to talk about your invoices please');
    flux();
    probe.stream.speechStarted();
    await probe.hear('voice', 800);
    await probe.hear('silence', 280);
    await probe.hear('voice', 400);
    await probe.hear('silence', 560);
    await probe.until(() => simulator.connections[0]?.audioBytes.length === 25);
    await probe.until(() => probe.events.some(({ type }) => type === 'resumed'));
    probe.stream.speechEnded();
    await probe.until(() => probe.finals.length === 1);
    expect(probe.finals).toEqual(['I would like to talk about your invoices please']);
    const told = probe.events.flatMap(({ type }) => (type === 'interim' ? [] : [type]));
    expect(told).toEqual(['eager', 'resumed', 'eager', 'final']);
    expect(simulator.connections[0]?.audioBytes.every((bytes) => bytes === 2560)).toBe(true);
  });

  it('ends an open turn with silence of its own when the audio stops', async () => {
    flux();
    probe.stream.speechStarted();
    await probe.hear('voice', 600);
    probe.stream.speechEnded();
    await probe.until(() => probe.finals.length === 1);
    expect(probe.finals).toEqual([simulator.defaultTranscript]);
    expect(simulator.connections[0]?.texts).toEqual([]);
  });

  it.each([
    ['en-GB', 'flux-general-en', null],
    ['de', 'flux-general-multi', 'de'],
  ])('picks the model for %s', async (language, model, hint) => {
    flux({ language });
    await probe.hear('silence', 80);
    await probe.until(() => simulator.connections.length === 1);
    const query = simulator.connections[0]?.query;
    expect([query?.get('model'), query?.get('language_hint')]).toEqual([model, hint]);
  });
});

describe.each([
  ['Nova-3', nova],
  ['Flux', flux],
] as const)('%s, in trouble', (_, open) => {
  it.each([
    [401, 'auth', 1],
    [402, 'quota', 1],
    [400, 'bad_request', 1],
    [429, 'rate', 2],
    [503, 'server', 2],
  ])('says what an upgrade refused with %i means', async (status, kind, attempts) => {
    simulator.knobs = { refuseNext: 9, refuseStatus: status };
    open();
    await probe.utterance();
    await probe.until(() => probe.errors.length > 0);
    expect(probe.errors).toEqual([kind]);
    expect(9 - (simulator.knobs.refuseNext ?? 0)).toBe(attempts);
    expect(probe.usedMs).toBe(0);
  });

  it('goes to somebody else at once when told to wait for long', async () => {
    simulator.knobs = { refuseNext: 9, refuseStatus: 429, retryAfterSeconds: 30 };
    open();
    await probe.utterance();
    await probe.until(() => probe.errors.length > 0);
    expect(simulator.knobs.refuseNext).toBe(8);
    const error = probe.events.find((event) => event.type === 'error')?.error;
    expect(error?.retryAfterMs).toBe(30_000);
  });

  it('gives up on a server that never answers', async () => {
    simulator.knobs = { stallUpgrade: true };
    open();
    await probe.utterance();
    await probe.until(() => probe.errors.length > 0);
    expect(probe.errors).toEqual(['timeout']);
  });

  it('comes back after a connection broke in the middle of an utterance', async () => {
    simulator.knobs = { dropAfterMs: 300, dropNext: 1 };
    simulator.transcripts.push('lost with the connection', 'Can we meet on Tuesday?');
    open();
    probe.stream.speechStarted();
    await probe.hear('voice', 600, 'real');
    await probe.hear('silence', 600);
    probe.stream.speechEnded();
    await probe.until(() => probe.finals.length === 1);
    expect(probe.finals).toEqual(['Can we meet on Tuesday?']);
    expect(simulator.connections).toHaveLength(2);
    const heardAgain = simulator.connections[1]?.audioBytes.reduce((sum, bytes) => sum + bytes);
    expect(heardAgain).toBeGreaterThanOrEqual(1200 * 32);
  });

  it.each(['text', 'shape', 'binary'] as const)(
    'does not choke on garbage: %s',
    async (garbage) => {
      simulator.knobs = { garbage };
      open();
      if (garbage !== 'text') await probe.utterance();
      else await probe.hear('voice', 200);
      await probe.until(() => probe.errors.length > 0);
      expect(probe.errors).toEqual(['bad_response']);
    },
  );

  it('leaves nothing behind when it is closed before it was connected', async () => {
    open();
    await probe.hear('voice', 100);
    probe.stream.close();
    await probe.hear('voice', 100);
    expect(probe.events).toEqual([]);
  });
});
