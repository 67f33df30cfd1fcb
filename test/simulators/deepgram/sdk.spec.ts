import { setTimeout as wait } from 'node:timers/promises';
import { DeepgramClient } from '@deepgram/sdk';
import { DeepgramSimulator } from './deepgram-simulator';

type Message = { type: string } & Record<string, unknown>;

/** The vendor's own client must not notice that it speaks with a simulator. */
describe('the Deepgram simulator, driven by the official SDK', () => {
  const simulator = new DeepgramSimulator();
  let client: DeepgramClient;
  let messages: Message[] = [];
  let closes: number[] = [];
  let socket: { close: () => void } | undefined;

  beforeAll(async () => {
    const { baseUrl } = await simulator.start();
    client = new DeepgramClient({ apiKey: 'key', baseUrl });
  });
  beforeEach(() => {
    simulator.reset();
    simulator.apiKey = 'key';
    messages = [];
    closes = [];
  });
  afterEach(() => socket?.close());
  afterAll(() => simulator.close());

  const until = async (condition: () => boolean): Promise<void> => {
    for (let waited = 0; waited < 400 && !condition(); waited++) await wait(10);
    expect(condition()).toBe(true);
  };
  const has = (type: string) => () => messages.some((message) => message.type === type);
  const ofType = (type: string) => messages.filter((message) => message.type === type);

  async function listen() {
    const opened = await client.listen.v1.connect({
      model: 'nova-3',
      language: 'en',
      encoding: 'linear16',
      sample_rate: 16_000,
      interim_results: 'true',
      endpointing: 300,
      keyterm: ['Acme', 'customer service'],
      Authorization: 'Token key',
      reconnectAttempts: 0,
    });
    opened.on('message', (message) => messages.push(message as unknown as Message));
    opened.on('close', ({ code }) => closes.push(code));
    opened.on('error', () => undefined);
    opened.connect();
    socket = opened;
    return opened;
  }

  async function flux() {
    const opened = await client.listen.v2.connect({
      model: 'flux-general-en',
      encoding: 'linear16',
      sample_rate: 16_000,
      eager_eot_threshold: 0.5,
      Authorization: 'Token key',
      reconnectAttempts: 0,
    });
    opened.on('message', (message) => messages.push(message as unknown as Message));
    opened.on('close', ({ code }) => closes.push(code));
    opened.on('error', () => undefined);
    opened.connect();
    socket = opened;
    return opened;
  }

  it('streams interims, a final with speech_final, and Metadata after CloseStream', async () => {
    simulator.transcripts.push('Good morning to you.');
    const opened = await listen();
    await opened.waitForOpen();
    for (let at = 0; at < 1000; at += 100) opened.sendMedia(audio(at < 600 ? 8000 : 0));
    opened.sendKeepAlive({ type: 'KeepAlive' });
    opened.sendFinalize({ type: 'Finalize' });
    opened.sendCloseStream({ type: 'CloseStream' });
    await until(has('Metadata'));
    const results = ofType('Results');
    expect(results[0]).toMatchObject({ is_final: false });
    expect(results.find(({ speech_final }) => speech_final)).toMatchObject({
      is_final: true,
      channel: { alternatives: [{ transcript: 'Good morning to you.' }] },
    });
    expect(results.some(({ from_finalize }) => from_finalize === true)).toBe(true);
    expect(ofType('Metadata')[0]).toMatchObject({ duration: 1 });
    await until(() => closes.length > 0);
    expect(simulator.connections[0]?.texts).toEqual(['KeepAlive', 'Finalize', 'CloseStream']);
  });

  it('ends a stream on an empty message', async () => {
    const opened = await listen();
    await opened.waitForOpen();
    opened.sendMedia(Buffer.alloc(0));
    await until(() => closes.length > 0);
  });

  it('refuses another key', async () => {
    simulator.apiKey = 'another';
    const opened = await listen();
    await expect(opened.waitForOpen()).rejects.toMatchObject({
      message: expect.stringContaining('401'),
    });
  });

  it('takes turns with Flux', async () => {
    simulator.transcripts.push('Could we talk on Monday please');
    const opened = await flux();
    await opened.waitForOpen();
    await until(has('Connected'));
    for (let at = 0; at < 2000; at += 80) {
      const voiced = at < 800 || (at >= 1040 && at < 1360);
      opened.sendMedia(audio(voiced ? 8000 : 0, 80));
    }
    const events = () => ofType('TurnInfo').map(({ event }) => event);
    await until(() => events().includes('EndOfTurn'));
    const steps = events().filter((event) => event !== 'Update');
    expect(steps).toEqual([
      'StartOfTurn',
      'EagerEndOfTurn',
      'TurnResumed',
      'EagerEndOfTurn',
      'EndOfTurn',
    ]);
    const numbers = messages.map(({ sequence_id }) => sequence_id);
    expect(numbers).toEqual(numbers.map((_, index) => index));
    opened.sendCloseStream({ type: 'CloseStream' });
    await until(() => closes.length > 0);
  });

  it('closes a Flux stream that sends KeepAlive', async () => {
    const opened = await flux();
    await opened.waitForOpen();
    opened.socket.send('{"type":"KeepAlive"}');
    await until(has('Error'));
    await until(() => closes.length > 0);
    expect(ofType('Error')[0]).toMatchObject({ code: 'UNPARSABLE_CLIENT_MESSAGE' });
  });
});

function audio(amplitude: number, ms = 100): Buffer {
  const samples = Int16Array.from({ length: ms * 16 }, (_, i) => amplitude * Math.sin(i / 10));
  return Buffer.from(samples.buffer);
}
