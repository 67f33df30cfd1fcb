import { SystemClock } from '../../../libs/voice/src/clock/system-clock';
import { AssemblyAiSpeechToText } from '../../../libs/voice/src/providers/assemblyai/assemblyai-speech-to-text';
import { RecognitionProbe } from '../websocket/recognition-probe';
import { AssemblyAiSimulator } from './assemblyai-simulator';

const simulator = new AssemblyAiSimulator();
const clock = new SystemClock();
let baseUrl = '';
let probe: RecognitionProbe;

beforeAll(async () => {
  ({ baseUrl } = await simulator.start());
});
beforeEach(() => simulator.reset());
afterEach(() => probe.stream.close());
afterAll(() => simulator.close());

function open(call = {}): RecognitionProbe {
  const usual = { clock, apiKey: 'key', retries: 1, connectTimeoutMs: 500, random: () => 0 };
  probe = new RecognitionProbe(new AssemblyAiSpeechToText({ ...usual, baseUrl }), call);
  return probe;
}

describe('AssemblyAI', () => {
  it('gives growing interims, then the text once, as soon as speech ended', async () => {
    simulator.transcripts.push('Is this a bad time?', 'Fine.');
    open({ keyterms: ['Acme', 'x'.repeat(51)] });
    await probe.utterance(800, 'real');
    await probe.until(() => probe.finals.length === 1);
    await probe.utterance(400, 'real');
    await probe.until(() => probe.finals.length === 2);
    expect(probe.finals).toEqual(['is this a bad time', 'fine']);
    expect(probe.interims).toContain('is this');
    const [connection] = simulator.connections;
    expect(connection?.headers.authorization).toBe('key');
    expect(connection?.query.get('keyterms_prompt')).toBe('["Acme"]');
    expect(connection?.query.get('speech_model')).toBe('universal-streaming-english');
    expect(connection?.texts).toEqual(['ForceEndpoint', 'ForceEndpoint']);
    expect(connection?.audioBytes.every((bytes) => bytes === 2560)).toBe(true);
  });

  it('acts on the first end of a turn and leaves its formatted twin alone', async () => {
    open();
    await probe.hear('silence', 80);
    await probe.until(() => simulator.connections.length === 1);
    const [connection] = simulator.connections;
    const turn = { type: 'Turn', turn_order: 0, end_of_turn: true, words: [] };
    connection?.send({ ...turn, transcript: 'hello there', turn_is_formatted: false });
    connection?.send({ ...turn, transcript: 'Hello there.', turn_is_formatted: true });
    connection?.send({ ...turn, transcript: 'bye', turn_order: 1, turn_is_formatted: false });
    await probe.until(() => probe.finals.length === 2);
    expect(probe.finals).toEqual(['hello there', 'bye']);
  });

  it('never sends faster than real time, even what it has to say again', async () => {
    simulator.knobs = { dropAfterMs: 700, dropNext: 1 };
    simulator.transcripts.push('lost', 'Can we meet on Tuesday?');
    open();
    probe.stream.speechStarted();
    await probe.hear('voice', 1400, 'real');
    probe.stream.speechEnded();
    await probe.until(() => probe.finals.length === 1);
    expect(probe.finals[0]).toContain('can we meet on tuesday');
    expect(simulator.connections).toHaveLength(2);
    expect(probe.errors).toEqual([]);
  });

  it('bills the session, and ends it with a word', async () => {
    open();
    await probe.hear('silence', 80);
    const openedMs = performance.now();
    await probe.until(() => (simulator.connections[0]?.audioBytes.length ?? 0) > 0);
    await probe.hear('silence', 300, 'real');
    probe.stream.close();
    const elapsedMs = performance.now() - openedMs;
    expect(probe.usedMs).toBeGreaterThanOrEqual(290);
    expect(probe.usedMs).toBeLessThanOrEqual(elapsedMs + 1);
    await probe.until(() => simulator.connections[0]?.closeCode !== undefined);
    expect(simulator.connections[0]?.texts.at(-1)).toBe('Terminate');
  });

  it.each([
    [1008, 'auth', 1],
    [3006, 'bad_request', 1],
    [4002, 'quota', 1],
    [3009, 'rate', 2],
    [3008, 'network', 2],
  ])('says what a close with %i means', async (dropCode, kind, connections) => {
    simulator.knobs = { dropAfterMs: 1, dropCode };
    open();
    await probe.hear('silence', 100);
    await probe.until(() => probe.errors.length > 0);
    expect(probe.errors).toEqual([kind]);
    expect(simulator.connections).toHaveLength(connections);
  });

  it.each([
    [401, 'auth'],
    [429, 'rate'],
    [500, 'server'],
  ])('says what an upgrade refused with %i means', async (refuseStatus, kind) => {
    simulator.knobs = { refuseNext: 9, refuseStatus };
    open();
    await probe.hear('silence', 100);
    await probe.until(() => probe.errors.length > 0);
    expect(probe.errors).toEqual([kind]);
  });

  it('gives up on a server that never says hello', async () => {
    simulator.knobs = { silent: true };
    open();
    await probe.hear('silence', 100);
    await probe.until(() => probe.errors.length > 0);
    expect(probe.errors).toEqual(['timeout']);
    expect(simulator.connections).toHaveLength(2);
  });

  it.each(['text', 'shape', 'binary'] as const)(
    'does not choke on garbage: %s',
    async (garbage) => {
      simulator.knobs = { garbage };
      open();
      await probe.hear('voice', 300, 'real');
      await probe.until(() => probe.errors.length > 0);
      expect(probe.errors).toEqual(['bad_response']);
    },
  );
});
