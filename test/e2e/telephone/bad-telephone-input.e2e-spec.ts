import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks';
import { WebSocket } from 'ws';
import type { LoggerService } from '@nestjs/common';
import type { Garbage } from '../../simulators/twilio/media-stream';
import { signedRequest } from '../../simulators/twilio/signed-request';
import { PhoneStage, PUBLIC_URL } from './phone-stage';

const CALL = `CA${'7'.repeat(32)}`;
const LINE = '7f6b3c9e-9f0e-4d0e-8a55-3f8f0c7f2f11';
const WEBHOOKS = [
  '/voice',
  '/voice/after',
  '/voice/status',
  `/voice/outbound/${LINE}`,
  `/voice/outbound/${LINE}/status`,
  `/voice/outbound/${LINE}/answered-by`,
  '/sms/status',
];
const SOCKET = `${PUBLIC_URL.replace('http', 'ws')}/media-stream`;
const MULAW = { encoding: 'audio/x-mulaw', sampleRate: 8000, channels: 1 };

type StartOptions = { token?: string; mediaFormat?: object };

const start = ({ token, mediaFormat = MULAW }: StartOptions) =>
  JSON.stringify({
    event: 'start',
    start: {
      streamSid: `MZ${'7'.repeat(32)}`,
      callSid: CALL,
      customParameters: token === undefined ? {} : { token },
      mediaFormat,
    },
  });
const media = JSON.stringify({
  event: 'media',
  media: { track: 'inbound', timestamp: '20', payload: '////' },
});

/** Keeps all lines of the log, of whatever level. */
class KeptLog implements LoggerService {
  readonly lines: string[] = [];
  log = (...parts: unknown[]): void => this.keep(parts);
  warn = (...parts: unknown[]): void => this.keep(parts);
  error = (...parts: unknown[]): void => this.keep(parts);
  private keep(parts: unknown[]): void {
    const shown = parts.map((part) => (typeof part === 'string' ? part : JSON.stringify(part)));
    this.lines.push(shown.join(' '));
  }
}

describe('bad input from the telephone’s side', () => {
  let stage: PhoneStage;
  const kept = new KeptLog();

  beforeAll(async () => {
    stage = await PhoneStage.open({ recordings: { retentionDays: 90, consent: 'off' } });
    stage.service.app.useLogger(kept);
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    await stage.reset();
    stage.hurry();
    kept.lines.length = 0;
  });

  const post = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${stage.service.url}${path}`, {
      method: 'POST',
      headers,
      body: new URLSearchParams({ CallSid: CALL, From: '+15550104711' }),
    });
  const ring = async (fields: Record<string, string>) =>
    signedRequest(
      { url: `${PUBLIC_URL}/voice`, fields },
      {
        authToken: stage.twilio.account.authToken,
        address: { publicUrl: PUBLIC_URL, reachedAt: stage.service.url },
      },
    );
  const connect = (authToken: string | undefined): WebSocket => {
    const signature = authToken && getExpectedTwilioSignature(authToken, SOCKET, {});
    return new WebSocket(`${stage.service.url.replace('http', 'ws')}/media-stream`, {
      headers: signature ? { 'x-twilio-signature': signature } : {},
    });
  };
  const refusalOf = (authToken: string | undefined): Promise<number | undefined> =>
    new Promise((resolve) => {
      const socket = connect(authToken);
      socket.on('error', () => undefined);
      socket.on('open', () => resolve(101));
      socket.on('unexpected-response', (_request, response) => resolve(response.statusCode));
    });
  /** Opens a stream, says this, and resolves with what closes it. */
  const closedBy = async (...messages: (string | Buffer)[]): Promise<number> => {
    const socket = connect(stage.twilio.account.authToken);
    await new Promise((resolve) => socket.once('open', resolve));
    for (const message of messages) socket.send(message);
    return new Promise((resolve) => socket.once('close', resolve));
  };

  it.each(WEBHOOKS)('is refused at %s when it is not signed, or by somebody else', async (path) => {
    expect((await post(path)).status).toBe(403);
    const foreign = getExpectedTwilioSignature('another token', `${PUBLIC_URL}${path}`, {
      CallSid: CALL,
      From: '+15550104711',
    });
    expect((await post(path, { 'x-twilio-signature': foreign })).status).toBe(403);
    expect(kept.lines.join('\n')).toContain('not signed');
    expect(kept.lines.join('\n')).not.toContain('5550104711');
  });

  it.each([[{ From: '+15550104711' }], [{ CallSid: 'x', From: '+15550104711' }]])(
    'is refused where a genuine request lacks what every call has: %j',
    async (fields) => {
      expect((await ring(fields)).status).toBe(400);
    },
  );

  it('gets no stream without a signature, or with another’s', async () => {
    expect(await refusalOf(undefined)).toBe(403);
    expect(await refusalOf('another token')).toBe(403);
  });

  it.each<[string, (string | Buffer)[], number, string]>([
    ['no JSON', ['<html>502</html>'], 1002, 'no_json'],
    ['no event', ['{}'], 1002, 'no_event'],
    ['a binary message', [Buffer.from([0, 1, 255])], 1002, 'binary'],
    ['sound before the start', [media], 1002, 'media_before_start'],
    ['a start without a token', [start({})], 1008, 'bad_token'],
    ['a start with an invented token', [start({ token: 'made-up' })], 1008, 'bad_token'],
    [
      'a start with another codec',
      [start({ mediaFormat: { ...MULAW, encoding: 'audio/x-l16' } })],
      1002,
      'wrong_media_format',
    ],
    ['a message without end', ['x'.repeat(100_000)], 1009, 'A media stream broke'],
  ])('closes a stream that brings %s, and says why', async (_what, messages, code, reason) => {
    expect(await closedBy(...messages)).toBe(code);
    expect(kept.lines.join('\n')).toContain(reason);
    expect(kept.lines.join('\n')).not.toContain('made-up');
    expect(await stage.calls()).toEqual([]);
  });

  it('tells of trouble without numbers and words, and leaves the call beside it alone', async () => {
    const caller = stage.newCaller();
    const line = await stage.practising(caller);
    for (const kind of ['text', 'shape', 'binary'] satisfies Garbage[]) line.sendGarbage(kind);
    for (const messages of [['{}'], [media], [Buffer.alloc(9)], ['x'.repeat(100_000)]]) {
      await closedBy(...messages);
    }
    await stage.murmur(line, 'Hi, this is Tia from Ledgerly.');
    await stage.answered();
    line.hangUp();
    const { calls } = await stage.settled(caller);
    expect(calls).toMatchObject([{ endReason: 'trainee_hung_up' }]);
    await stage.texts(caller);
    const log = kept.lines.join('\n');
    expect(log).toContain('was not understood');
    expect(log).not.toContain(caller.slice(1));
    expect(log).not.toContain('Ledgerly');
  });

  it('ends the one call whose stream brings what no telephone sends', async () => {
    const caller = stage.newCaller();
    const line = await stage.practising(caller);
    line.sendGarbage('huge');
    await line.ended(60_000);
    const { calls, lines } = await stage.settled(caller);
    expect(calls).toMatchObject([{ endReason: 'disconnected' }]);
    expect(lines).toEqual([{ state: 'ended', outcome: 'disconnected' }]);
  });
});

describe('a service without a telephone line', () => {
  it('answers neither webhooks nor streams', async () => {
    const stage = await PhoneStage.open({ twilio: { outboundCodes: [] } });
    try {
      for (const path of WEBHOOKS) {
        const response = await fetch(`${stage.service.url}${path}`, { method: 'POST' });
        expect(response.status).toBe(503);
      }
      const status = await new Promise((resolve) => {
        const socket = new WebSocket(`${stage.service.url.replace('http', 'ws')}/media-stream`);
        socket.on('error', () => undefined);
        socket.on('unexpected-response', (_request, response) => resolve(response.statusCode));
      });
      expect(status).toBe(503);
    } finally {
      await stage.close();
    }
  });
});
