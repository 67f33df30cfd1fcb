import { decodeMulaw } from '../../../libs/voice/src/audio/mulaw';
import { parseTwilioMessage, type TwilioMessage } from '@sparline/voice';
import type { WebSocket } from 'ws';
import { TelephoneService } from './telephone-service';
import { TwilioSimulator } from './twilio-simulator';

/** A telephone company and a service, over real sockets in real time. */
describe('A simulated incoming call', () => {
  const service = new TelephoneService();
  const simulator = new TwilioSimulator();
  const voiceUrl = () => `${service.baseUrl}/voice`;
  const statusUrl = () => `${service.baseUrl}/voice/status`;

  beforeAll(() => service.start());
  beforeEach(async () => {
    await simulator.reset();
    service.reset();
  });
  afterAll(async () => {
    await simulator.close();
    await service.close();
  });

  /** The service's end of the next stream. */
  function nextStream() {
    const heard: TwilioMessage[] = [];
    const stream: { socket?: WebSocket; closed?: number; heard: TwilioMessage[] } = { heard };
    service.onStream = (socket) => {
      stream.socket = socket;
      socket.on('message', (data) => heard.push(parseTwilioMessage((data as Buffer).toString())));
      socket.on('close', (code) => (stream.closed = code));
    };
    const send = (message: object): void => {
      const [start] = heard.filter((one) => one.type === 'start');
      stream.socket?.send(JSON.stringify({ streamSid: start?.streamSid, ...message }));
    };
    return Object.assign(stream, { send });
  }

  it('asks for instructions with all the fields, signed as the official library expects', async () => {
    service.twiml['/voice'] = '<Response><Hangup/></Response>';
    const line = await simulator.ring({ voiceUrl: voiceUrl(), from: '+447700900123' });
    expect(service.webhooks).toHaveLength(1);
    expect(service.webhooks[0]).toMatchObject({
      path: '/voice',
      isSigned: true,
      fields: {
        CallSid: line.callSid,
        AccountSid: simulator.account.sid,
        From: '+447700900123',
        To: simulator.account.phoneNumber,
        CallStatus: 'ringing',
        Direction: 'inbound',
        ApiVersion: '2010-04-01',
        FromCountry: 'GB',
        ToCountry: 'US',
      },
    });
    expect(line.status).toBe('completed');
  });

  it('signs for the public address and knocks at the real one', async () => {
    service.publicUrl = 'https://coach.example.com';
    const behindTunnel = new TwilioSimulator({
      address: { publicUrl: service.publicUrl, reachedAt: service.baseUrl },
    });
    service.twiml['/voice'] = service.connectTwiml();
    const stream = nextStream();
    const line = await behindTunnel.ring({ voiceUrl: 'https://coach.example.com/voice' });
    await line.until(() => stream.socket !== undefined);
    line.hangUp();
    await line.ended();
    expect(service.webhooks.map(({ isSigned }) => isSigned)).toEqual([true]);
    expect(service.signedStreams).toEqual([true]);
  });

  it('opens a signed stream and speaks on it as Twilio does', async () => {
    service.twiml['/voice'] = service.connectTwiml();
    const stream = nextStream();
    const line = await simulator.ring({ voiceUrl: voiceUrl() });
    await line.speak(new Int16Array(800).fill(8000));
    line.press('1');
    await line.until(() => stream.heard.some(({ type }) => type === 'dtmf'));
    line.hangUp();
    expect(await line.ended()).toBe('completed');
    await line.until(() => stream.closed !== undefined);
    expect(service.signedStreams).toEqual([true]);
    expect(stream.heard.slice(0, 2)).toEqual([
      { type: 'connected' },
      expect.objectContaining({
        type: 'start',
        callSid: line.callSid,
        accountSid: simulator.account.sid,
        parameters: { token: 'one & only' },
      }),
    ]);
    const media = stream.heard.filter((message) => message.type === 'media');
    expect(media.map(({ timestampMs }) => timestampMs)).toEqual(media.map((_, n) => n * 20));
    const spoken = media.filter(({ payload }) => loudest(payload) > 7000);
    expect(spoken).toHaveLength(5);
    expect(stream.heard.at(-1)).toEqual({ type: 'stop' });
  });

  it('lets the caller hear what the service sends, and echoes the mark when it was played', async () => {
    service.twiml['/voice'] = service.connectTwiml();
    const stream = nextStream();
    const line = await simulator.ring({ voiceUrl: voiceUrl() });
    await line.until(() => stream.heard.length > 2);
    stream.send({ event: 'media', media: { payload: Buffer.alloc(1600, 1).toString('base64') } });
    stream.send({ event: 'mark', mark: { name: 'end' } });
    await line.until(() => line.sounding);
    expect(stream.heard).not.toContainEqual({ type: 'mark', name: 'end' });
    await line.until(() => stream.heard.some(({ type }) => type === 'mark'));
    expect(line.heard()).toHaveLength(1600);
    expect(Math.abs(line.heard()[800] ?? 0)).toBeGreaterThan(30_000);
    expect(line.errors).toEqual([]);
  });

  it('cuts what the caller hears on clear', async () => {
    service.twiml['/voice'] = service.connectTwiml();
    const stream = nextStream();
    const line = await simulator.ring({ voiceUrl: voiceUrl() });
    await line.until(() => stream.heard.length > 2);
    stream.send({ event: 'media', media: { payload: Buffer.alloc(80_000, 1).toString('base64') } });
    await line.until(() => line.heardMs > 50);
    stream.send({ event: 'clear' });
    await line.until(() => !line.sounding);
    expect(line.heardMs).toBeLessThan(2000);
  });

  it('goes on after the stream with what follows, and tells the number how long it was', async () => {
    service.twiml['/voice'] = service.connectTwiml('<Say>Goodbye then.</Say><Hangup/>');
    const stream = nextStream();
    const line = await simulator.ring({ voiceUrl: voiceUrl(), statusCallback: statusUrl() });
    await line.until(() => stream.heard.length > 2);
    expect(line.said).toEqual([]);
    stream.socket?.close(1000);
    await line.ended();
    await simulator.callbacks.settled();
    expect(line.said).toEqual(['Goodbye then.']);
    expect(service.webhooks.at(-1)).toMatchObject({
      path: '/voice/status',
      isSigned: true,
      fields: { CallSid: line.callSid, CallStatus: 'completed', CallDuration: '0', Duration: '1' },
    });
  });

  it('asks the action address for more, which may be relative', async () => {
    service.twiml['/voice'] = service.connectTwiml('<Say>Not this.</Say>', 'action="/voice/after"');
    service.twiml['/voice/after'] = '<Response><Redirect>farewell</Redirect></Response>';
    service.twiml['/voice/farewell'] = '<Response><Say>Goodbye.</Say></Response>';
    service.onStream = (socket) => socket.close();
    const line = await simulator.ring({ voiceUrl: voiceUrl() });
    await line.ended();
    expect(service.webhooks.map(({ path, isSigned }) => [path, isSigned])).toEqual([
      ['/voice', true],
      ['/voice/after', true],
      ['/voice/farewell', true],
    ]);
    expect(line.said).toEqual(['Goodbye.']);
  });

  it.each([
    ['busy', '<Response><Reject reason="busy"/></Response>', 'busy'],
    ['rejected', '<Response><Reject/></Response>', 'no-answer'],
    ['an empty document', '<Response/>', 'completed'],
  ])('ends a call that is answered with %s as Twilio does', async (_, twiml, status) => {
    service.twiml['/voice'] = twiml;
    const line = await simulator.ring({ voiceUrl: voiceUrl() });
    expect([line.status, line.errors]).toEqual([status, []]);
  });

  it.each([
    ['refuses', 403, 11_200],
    ['fails', 500, 11_200],
    ['answers with no XML', '{"hello":1}', 12_100],
    ['answers with another root', '<Html/>', 12_102],
    ['misspells an attribute', '<Response><Pause lenght="1"/></Response>', 12_200],
  ])('apologises and hangs up when the service %s', async (_, twiml, code) => {
    service.twiml['/voice'] = twiml;
    const line = await simulator.ring({ voiceUrl: voiceUrl() });
    expect([line.status, line.errors]).toEqual(['completed', [code]]);
    expect(line.said[0]).toMatch(/application error/);
  });

  it('says so when nobody answers the webhook', async () => {
    const line = await simulator.ring({ voiceUrl: 'http://127.0.0.1:1/voice' });
    expect(line.errors).toEqual([11_205]);
  });

  it('goes on with the next instruction when the stream is refused', async () => {
    service.twiml['/voice'] = service.connectTwiml('<Say>Sorry.</Say>');
    service.refuseStreams = 403;
    const line = await simulator.ring({ voiceUrl: voiceUrl() });
    expect([line.errors, line.said]).toEqual([[31_920], ['Sorry.']]);
  });

  it.each([
    ['a message of another kind', '{"event":"hello"}'],
    ['no JSON', 'hello'],
    ['bytes', Buffer.from([1, 2, 3])],
  ])('ends a stream on which the service sends %s', async (_, message) => {
    service.twiml['/voice'] = service.connectTwiml();
    service.onStream = (socket) => socket.send(message);
    const line = await simulator.ring({ voiceUrl: voiceUrl() });
    await line.ended();
    expect(line.errors).toEqual([31_924]);
  });

  it('reports a close that is no farewell', async () => {
    service.twiml['/voice'] = service.connectTwiml();
    service.onStream = (socket) => socket.close(1011);
    const line = await simulator.ring({ voiceUrl: voiceUrl() });
    await line.ended();
    expect(line.errors).toEqual([31_921]);
  });

  it('tells how the stream fares where its TwiML asks for it', async () => {
    const callback = `statusCallback="${service.baseUrl}/stream" name="practice"`;
    service.twiml['/voice'] = service.connectTwiml().replace('<Stream', `<Stream ${callback}`);
    service.onStream = (socket) => setTimeout(() => socket.close(1011), 20);
    const line = await simulator.ring({ voiceUrl: voiceUrl() });
    await line.ended();
    await simulator.callbacks.settled();
    const told = service.webhooks.filter(({ path }) => path === '/stream');
    expect(told.map(({ fields, isSigned }) => [fields['StreamEvent'], isSigned])).toEqual([
      ['stream-started', true],
      ['stream-error', true],
    ]);
    expect(told[1]?.fields).toMatchObject({
      CallSid: line.callSid,
      StreamSid: expect.stringMatching(/^MZ[0-9a-f]{32}$/),
      StreamName: 'practice',
      StreamError: expect.stringMatching(/^31921/),
    });
  });

  it('breaks the connection without a stop when the socket is lost', async () => {
    service.twiml['/voice'] = service.connectTwiml();
    const stream = nextStream();
    const line = await simulator.ring({ voiceUrl: voiceUrl() });
    await line.until(() => stream.heard.length > 2);
    line.loseSocket();
    await line.until(() => stream.closed !== undefined);
    expect(stream.closed).toBe(1006);
    expect(stream.heard).not.toContainEqual({ type: 'stop' });
  });

  it('announces another codec when asked to', async () => {
    service.twiml['/voice'] = service.connectTwiml();
    const stream = nextStream();
    const mediaFormat = { encoding: 'audio/l16', sampleRate: 16_000, channels: 1 };
    const line = await simulator.ring({ voiceUrl: voiceUrl(), stream: { mediaFormat } });
    await line.until(() => stream.heard.length > 1);
    expect(stream.heard[1]).toEqual({ type: 'malformed', reason: 'wrong_media_format' });
  });

  it.each([
    ['text', 'no_json'],
    ['shape', 'missing_field'],
    ['huge', 'too_long'],
  ] as const)('sends garbage of the kind %s', async (kind, reason) => {
    service.twiml['/voice'] = service.connectTwiml();
    const stream = nextStream();
    const line = await simulator.ring({ voiceUrl: voiceUrl() });
    line.sendGarbage(kind);
    await line.until(() => stream.heard.some((one) => one.type === 'malformed'));
    expect(stream.heard).toContainEqual({ type: 'malformed', reason });
  });

  it('leaves a gap in the frames, and in their timestamps, where media is lost', async () => {
    service.twiml['/voice'] = service.connectTwiml();
    const stream = nextStream();
    const line = await simulator.ring({ voiceUrl: voiceUrl() });
    await line.until(() => stream.heard.length > 3);
    line.loseMedia(200);
    const times = () =>
      stream.heard.flatMap((one) => (one.type === 'media' ? [one.timestampMs] : []));
    const widest = () => Math.max(...times().map((at, n) => at - (times()[n - 1] ?? at)));
    await line.until(() => widest() > 20);
    expect(widest()).toBeGreaterThanOrEqual(180);
  });

  it('leaves what the service sends in its socket while it does not read', async () => {
    service.twiml['/voice'] = service.connectTwiml();
    const stream = nextStream();
    const line = await simulator.ring({ voiceUrl: voiceUrl() });
    await line.until(() => stream.heard.length > 2);
    line.stopReading();
    const payload = Buffer.alloc(64_000, 1).toString('base64');
    const fill = (): boolean => {
      stream.send({ event: 'media', media: { payload } });
      return (stream.socket?.bufferedAmount ?? 0) > 1_000_000;
    };
    await line.until(fill);
    line.readAgain();
    await line.until(() => stream.socket?.bufferedAmount === 0);
    expect(line.far.bufferedMs).toBeGreaterThan(8000);
  });

  it('ends before it was answered when the caller gives up', async () => {
    service.twiml['/voice'] = service.connectTwiml();
    const line = simulator.dial({ voiceUrl: voiceUrl(), statusCallback: statusUrl() });
    line.hangUp();
    await line.until(() => service.webhooks.some(({ path }) => path === '/voice/status'));
    expect(service.webhooks.at(-1)?.fields['CallStatus']).toBe('no-answer');
    expect(service.signedStreams).toEqual([]);
  });
});

function loudest(payload: string): number {
  const codes = Buffer.from(payload, 'base64');
  const samples = new Int16Array(codes.length);
  decodeMulaw(codes, samples);
  return Math.max(...samples);
}
