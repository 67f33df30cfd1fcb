import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks';
import { WebSocket } from 'ws';
import { signedRequest } from '../../simulators/twilio/signed-request';
import type { SimulatedLine } from '../../simulators/twilio/simulated-line';
import { entriesFor } from './caller-books';
import { PhoneStage, PUBLIC_URL } from './phone-stage';

type Turn = { speaker: string; text: string };

describe('the end of a telephone call', () => {
  let stage: PhoneStage;
  let caller: string;

  beforeAll(async () => {
    stage = await PhoneStage.open({
      recordings: { retentionDays: 90, consent: 'off' },
      calls: { maxConcurrent: 50, freeMinutes: 9, minChargedMinutes: 0, maxPerNumberPerHour: 10 },
    });
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    await stage.reset();
    stage.hurry();
    caller = stage.newCaller();
  });

  const webhook = (path: string, fields: Record<string, string>) =>
    signedRequest(
      { url: `${PUBLIC_URL}${path}`, fields },
      {
        authToken: stage.twilio.account.authToken,
        address: { publicUrl: PUBLIC_URL, reachedAt: stage.service.url },
      },
    );
  const ringAgain = async (callSid: string) => {
    const { body } = await webhook('/voice', { CallSid: callSid, From: caller });
    return /name="token" value="([^"]+)"/.exec(body)?.[1];
  };
  const practised = async (): Promise<SimulatedLine> => {
    const line = await stage.practising(caller);
    await stage.murmur(line, 'Hi, this is Tia from Ledgerly.');
    await stage.answered();
    return line;
  };
  /** One line, one call, ended once, charged once and given back for its few words, told once. */
  const expectOneOfAll = async (endReason: string, outcome = 'completed') => {
    const books = await stage.settled(caller);
    await stage.texts(caller);
    const [call] = books.calls;
    expect(books.calls).toMatchObject([{ endReason }]);
    expect(books.lines).toEqual([{ state: 'ended', outcome }]);
    expect(entriesFor(books, call?.id)).toBe('reserve settle release refund');
    const charged = books.entries.find(({ kind }) => kind === 'settle');
    expect(charged?.amountMs).toBe(call?.durationMs);
    expect(books.account?.settledMs).toBe(0);
    expect(books.messages).toBe(1);
    expect(stage.twilio.messages).toHaveLength(1);
    const events = await stage.events();
    expect(events.filter(({ type }) => type === 'session.ended')).toHaveLength(2);
  };

  it('is told twice and out of order by the carrier, and counts once', async () => {
    stage.twilio.callbackKnobs = { duplicate: true };
    const line = await practised();
    line.hangUp();
    await stage.twilio.settled();
    for (const CallStatus of ['in-progress', 'completed', 'ringing']) {
      const report = { CallSid: line.callSid, CallStatus, CallDuration: '7' };
      expect((await webhook('/voice/status', report)).status).toBe(204);
    }
    await expectOneOfAll('trainee_hung_up');
    const [{ status }] = await stage.database.query<[{ status: string }]>(
      'SELECT carrier_status AS status FROM phone_lines WHERE call_sid = $1',
      [line.callSid],
    );
    expect(status).toBe('completed');
  });

  it('is known by the carrier’s word where the stream has not noticed', async () => {
    const line = await practised();
    await webhook('/voice/status', { CallSid: line.callSid, CallStatus: 'completed' });
    await line.until(() => !line.isStreaming, 60_000);
    await expectOneOfAll('trainee_hung_up');
  });

  it('comes with a lost socket; who rings again goes on, and is remembered', async () => {
    const line = await practised();
    const [before] = await stage.calls();
    line.loseSocket();
    await line.ended(60_000);
    expect(line.said.join()).toContain('the connection was lost');
    await expectOneOfAll('disconnected', 'disconnected');

    const again = await stage.greeted(caller);
    await stage.heard(/Shall we go on with/);
    await stage.murmur(again, 'yes please');
    await stage.heard(/^So, where were we\?$/);
    stage.openai.requests.length = 0;
    await stage.murmur(again, 'We spoke about your invoices.');
    await stage.answered();
    again.hangUp();
    await stage.settled(caller, { calls: 2 });
    const call = await stage.ready(2);
    expect(call).toMatchObject({ persona: before?.persona, mode: 'cold_call' });
    const turns = call.turns as Turn[];
    expect(turns[0]?.text).toBe('So, where were we?');
    const [asked] = stage.openai.requests.filter(({ endpoint }) => endpoint === 'chat');
    expect(JSON.stringify(asked?.body['messages'])).toContain('Hi, this is Tia from Ledgerly.');
  });

  it('does not come by the telephone company’s silence about what was played', async () => {
    const line = await stage.greeted(caller, { markDelayMs: () => null });
    line.press('1');
    await stage.introduced();
    await stage.murmur(line, 'Hi, this is Tia from Ledgerly.');
    await stage.answered();
    line.hangUp();
    await expectOneOfAll('trainee_hung_up');
  });

  it('is one line when Twilio asks again, and the later token counts', async () => {
    const callSid = `CA${'1'.repeat(32)}`;
    const [first, second] = [await ringAgain(callSid), await ringAgain(callSid)];
    expect(second).not.toBe(first);
    expect(await closeCodeOf(first, callSid)).toBe(1008);
    expect((await stage.books(caller, () => true)).calls).toEqual([]);
    const stream = await open(second, callSid);
    await stage.books(caller, ({ calls }) => calls.length === 1);
    // A token that has opened a line opens no other.
    expect(await closeCodeOf(second, callSid)).toBe(1008);
    stream.terminate();
    const { lines, calls } = await stage.settled(caller);
    expect(lines).toEqual([{ state: 'ended', outcome: 'disconnected' }]);
    expect(calls).toMatchObject([{ endReason: 'disconnected' }]);
  });

  it('leaves no line behind where somebody hangs up before anything began', async () => {
    const callSid = `CA${'2'.repeat(32)}`;
    const token = await ringAgain(callSid);
    await webhook('/voice/status', { CallSid: callSid, CallStatus: 'completed' });
    expect(await closeCodeOf(token, callSid)).toBe(1008);
    const { lines, calls, messages } = await stage.settled(caller, { calls: 0 });
    expect(lines).toEqual([{ state: 'ended', outcome: 'completed' }]);
    expect([calls, messages]).toEqual([[], 0]);
    expect(await ringAgain(callSid)).toBeUndefined();
  });

  const open = async (token: string | undefined, callSid: string): Promise<WebSocket> => {
    const address = `${PUBLIC_URL.replace('http', 'ws')}/media-stream`;
    const signature = getExpectedTwilioSignature(stage.twilio.account.authToken, address, {});
    const socket = new WebSocket(`${stage.service.url.replace('http', 'ws')}/media-stream`, {
      headers: { 'x-twilio-signature': signature },
    });
    await new Promise((resolve) => socket.once('open', resolve));
    const start = {
      streamSid: `MZ${'1'.repeat(32)}`,
      callSid,
      customParameters: { token },
      mediaFormat: { encoding: 'audio/x-mulaw', sampleRate: 8000, channels: 1 },
    };
    socket.send(JSON.stringify({ event: 'start', start }));
    return socket;
  };
  const closeCodeOf = async (token: string | undefined, callSid: string): Promise<number> => {
    const socket = await open(token, callSid);
    return new Promise((resolve) => socket.once('close', resolve));
  };
});
