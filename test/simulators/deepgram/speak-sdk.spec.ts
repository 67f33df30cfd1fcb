import { setTimeout as wait } from 'node:timers/promises';
import { DeepgramClient } from '@deepgram/sdk';
import { concatSamples } from '../../../libs/voice/src/audio/pcm';
import { PcmByteStream } from '../../../libs/voice/src/audio/pcm-byte-stream';
import { beeps } from '../voices/spoken-text';
import { DeepgramSpeakSimulator } from './speak-simulator';

type Message = { type: string } & Record<string, unknown>;

/** The vendor's own client must not notice that it speaks with a simulator. */
describe("the simulator of Deepgram's voices, driven by the official SDK", () => {
  const simulator = new DeepgramSpeakSimulator();
  let client: DeepgramClient;
  let audio: Blob[] = [];
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
    [audio, messages, closes] = [[], [], []];
  });
  afterEach(() => socket?.close());
  afterAll(() => simulator.close());

  const until = async (condition: () => boolean): Promise<void> => {
    for (let waited = 0; waited < 400 && !condition(); waited++) await wait(10);
    expect(condition()).toBe(true);
  };
  const has = (type: string) => () => messages.some((message) => message.type === type);
  const heard = async () => {
    const pcm = new PcmByteStream();
    const bytes = await Promise.all(audio.map((blob) => blob.arrayBuffer()));
    return concatSamples(bytes.map((each) => pcm.push(new Uint8Array(each)).slice()));
  };

  async function speak() {
    const opened = await client.speak.v1.connect({
      model: 'aura-2-thalia-en',
      encoding: 'linear16',
      sample_rate: 24_000 as unknown as '24000',
      Authorization: 'Token key',
      reconnectAttempts: 0,
    });
    opened.on('message', (message: unknown) => {
      if (message instanceof Blob) audio.push(message);
      else messages.push(message as Message);
    });
    opened.on('close', ({ code }) => closes.push(code));
    opened.on('error', () => undefined);
    opened.connect();
    socket = opened;
    return opened;
  }

  it('streams the audio of what was flushed, and says so', async () => {
    const opened = await speak();
    await opened.waitForOpen();
    await until(has('Metadata'));
    expect(messages[0]).toMatchObject({ model_name: 'aura-2-thalia-en' });
    opened.sendText({ type: 'Speak', text: 'Good morning ' });
    opened.sendText({ type: 'Speak', text: 'to you.' });
    opened.sendFlush({ type: 'Flush' });
    await until(has('Flushed'));
    expect(await heard()).toEqual((await beeps('Good morning to you.', '')).samples);
    expect(messages.at(-1)).toEqual({ type: 'Flushed', sequence_id: 0 });
    opened.sendClose({ type: 'Close' });
    await until(() => closes.includes(1000));
  });

  it('falls silent when it is cleared, and speaks again', async () => {
    simulator.knobs = { chunkDelayMs: 10, chunksAfterCancel: 1 };
    const opened = await speak();
    await opened.waitForOpen();
    opened.sendText({ type: 'Speak', text: 'A long sentence that is interrupted before its end.' });
    opened.sendFlush({ type: 'Flush' });
    await until(() => audio.length > 0);
    opened.sendClear({ type: 'Clear' });
    await until(has('Cleared'));
    expect(has('Flushed')()).toBe(false);
    audio = [];
    opened.sendText({ type: 'Speak', text: 'Yes?' });
    opened.sendFlush({ type: 'Flush' });
    await until(has('Flushed'));
    expect(await heard()).toEqual((await beeps('Yes?', '')).samples);
  });

  it('warns who flushes more often than the vendor allows', async () => {
    const opened = await speak();
    await opened.waitForOpen();
    for (let flushes = 0; flushes < 21; flushes++) opened.sendFlush({ type: 'Flush' });
    await until(has('Warning'));
    await until(() => messages.filter(({ type }) => type === 'Flushed').length === 20);
  });

  it('refuses another key', async () => {
    simulator.apiKey = 'another';
    const opened = await speak();
    await expect(opened.waitForOpen()).rejects.toMatchObject({
      message: expect.stringContaining('401'),
    });
  });
});
