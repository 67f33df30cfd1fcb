import { setTimeout as wait } from 'node:timers/promises';
import tls from 'node:tls';
import { StreamingTranscriber, type TurnEvent } from 'assemblyai';
import { SystemClock } from '../../../libs/voice/src/clock/system-clock';
import { AssemblyAiSpeechToText } from '../../../libs/voice/src/providers/assemblyai/assemblyai-speech-to-text';
import { RecognitionProbe } from '../websocket/recognition-probe';
import { selfSignedCertificate } from '../websocket/self-signed-certificate';
import { AssemblyAiSimulator } from './assemblyai-simulator';

/** The vendor's own client, which takes TLS alone, must not notice that it speaks with a simulator. */
describe('the AssemblyAI simulator over TLS', () => {
  const certificate = selfSignedCertificate();
  const simulator = new AssemblyAiSimulator(certificate);
  let baseUrl = '';

  beforeAll(async () => {
    ({ baseUrl } = await simulator.start());
    const connect = tls.connect as (options: tls.ConnectionOptions) => tls.TLSSocket;
    // The client has no option for it, and Node reads NODE_EXTRA_CA_CERTS only when it starts.
    jest
      .spyOn(tls, 'connect')
      .mockImplementation(((options: tls.ConnectionOptions) =>
        connect({ ...options, ca: certificate.cert })) as typeof tls.connect);
  });
  beforeEach(() => simulator.reset());
  afterAll(async () => {
    jest.restoreAllMocks();
    await simulator.close();
  });

  it('streams turns to the official SDK, formatted on request, and ends its session', async () => {
    simulator.transcripts.push('Good morning to you.');
    const transcriber = new StreamingTranscriber({
      websocketBaseUrl: `${baseUrl.replace('https', 'wss')}/v3/ws`,
      apiKey: 'key',
      sampleRate: 16_000,
      formatTurns: true,
      connectTimeout: 5000,
      maxConnectionRetries: 0,
    });
    const turns: TurnEvent[] = [];
    transcriber.on('turn', (turn) => turns.push(turn));
    const begun = await transcriber.connect();
    expect(begun.id).toBe('simulated');
    for (let at = 0; at < 1200; at += 100) {
      const samples = new Int16Array(1600).fill(at < 600 ? 8000 : 0);
      transcriber.sendAudio(samples.buffer);
      await wait(100);
    }
    for (let waited = 0; waited < 100 && turns.length < 2; waited++) await wait(10);
    const ended = turns.filter(({ end_of_turn }) => end_of_turn);
    expect(ended.map(({ transcript }) => transcript)).toEqual([
      'good morning to you',
      'Good morning to you.',
    ]);
    await transcriber.close();
    const closed = (): boolean => simulator.connections[0]?.closeCode !== undefined;
    for (let waited = 0; waited < 100 && !closed(); waited++) await wait(10);
    expect(simulator.connections[0]?.texts).toEqual(['Terminate']);
  });

  it('speaks with our recogniser, too', async () => {
    const options = { clock: new SystemClock(), apiKey: 'key', baseUrl };
    const probe = new RecognitionProbe(new AssemblyAiSpeechToText(options));
    await probe.utterance(400, 'real');
    await probe.until(() => probe.finals.length === 1);
    probe.stream.close();
    expect(probe.finals).toEqual(['hello do you have a minute']);
  });
});
