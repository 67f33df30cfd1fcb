import { decodeWav } from '@sparline/voice';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import type { WebSocket } from 'ws';
import { SaidPage } from '../../test/simulators/host/said-page';
import { SimulatorHost } from '../../test/simulators/host/simulator-host';
import { SIMULATED_ACCOUNT } from '../../test/simulators/twilio/account';
import { TelephoneService } from '../../test/simulators/twilio/telephone-service';
import type { CallOptions } from './call-options';
import { placeCall } from './place-call';
import { typedActs } from './read-acts';

type Message = { event: string; media?: { payload: string }; dtmf?: { digit: string } };

describe('A call from the terminal', () => {
  const service = new TelephoneService();
  let printed: string[];
  const print = (line: string): void => void printed.push(line);

  beforeAll(() => service.start());
  beforeEach(() => {
    service.reset();
    printed = [];
  });
  afterAll(() => service.close());

  const options = (changes: Partial<CallOptions> = {}): CallOptions => ({
    url: service.baseUrl,
    publicUrl: service.baseUrl,
    authToken: SIMULATED_ACCOUNT.authToken,
    from: '+15550001111',
    acts: [{ type: 'say', text: 'Hi' }],
    betweenMs: 100,
    hangUpAfterMs: 20_000,
    ...changes,
  });

  /** Greets, and answers everything that is said; tells when the caller was audible. */
  function answerEverything(words = 'hello') {
    const said = { digits: '', utterances: 0 };
    service.twiml['/voice'] = service.connectTwiml();
    service.onStream = (socket) => {
      let speaking = false;
      let silentFrames = 0;
      socket.on('message', (data) => {
        const { event, media, dtmf } = JSON.parse((data as Buffer).toString()) as Message;
        if (event === 'start' || event === 'dtmf') utter(socket, words);
        if (event === 'dtmf') said.digits += dtmf?.digit;
        if (event !== 'media') return;
        const loud = Buffer.from(media?.payload ?? '', 'base64').some((code) => code % 128 < 100);
        silentFrames = loud ? 0 : silentFrames + 1;
        if (loud && !speaking) said.utterances += 1;
        if (loud) speaking = true;
        if (!speaking || silentFrames < 15) return;
        speaking = false;
        utter(socket, words);
      });
    };
    return said;
  }

  it('speaks when the other side has been silent, hears the answers, and hangs up', async () => {
    const said = answerEverything();
    const acts = [
      { type: 'say' as const, text: 'One' },
      { type: 'press' as const, digits: '12' },
      { type: 'say' as const, text: 'Two' },
    ];
    const outcome = await placeCall(options({ acts }), { print });
    expect(outcome).toMatchObject({ ok: true, explanation: expect.stringMatching(/went through/) });
    expect(said).toMatchObject({ utterances: 2, digits: '12' });
    expect(outcome.heardMs).toBeGreaterThanOrEqual(900);
    const order = printed.map((line) => line.replace(/[\d.]+ s/, '… s'));
    expect(order.slice(0, 4)).toEqual(['Connected.', '  heard … s', 'You: One', '  heard … s']);
    expect(order.at(-1)).toBe('The conversation is over.');
    expect(service.webhooks.map(({ path, isSigned }) => [path, isSigned])).toEqual([
      ['/voice', true],
      ['/voice/status', true],
    ]);
  });

  it('keeps what was heard', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'call-'));
    try {
      answerEverything();
      const out = join(folder, 'heard.wav');
      const { heardMs } = await placeCall(options({ out }), { print });
      const { samples, sampleRate } = decodeWav(readFileSync(out));
      expect(sampleRate).toBe(8000);
      expect(samples.length / 8).toBeGreaterThanOrEqual(heardMs);
      expect(Math.max(...samples.subarray(0, 2400).map(Math.abs))).toBeGreaterThan(10_000);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('tells the simulated recognisers the words before it says them', async () => {
    const page = new SaidPage([], ['as usual']);
    const host = new SimulatorHost([page]);
    const { baseUrl: simulatorUrl } = await host.start();
    let known: string | undefined;
    answerEverything();
    const { onStream } = service;
    service.onStream = (socket) => {
      onStream(socket);
      socket.on('message', (data) => {
        const text = (data as Buffer).toString();
        if (known === undefined && text.includes('"media"') && !text.includes('/////////////')) {
          known = page.next();
        }
      });
    };
    const acts = [{ type: 'say' as const, text: 'cold call please' }];
    await placeCall(options({ acts, simulatorUrl }), { print });
    await host.close();
    expect(known).toBe('cold call please');
  });

  it('goes on when no simulator listens, and says so once', async () => {
    answerEverything();
    const acts = [1, 2].map((n) => ({ type: 'say' as const, text: `Line ${n}` }));
    const simulatorUrl = 'http://127.0.0.1:1';
    const outcome = await placeCall(options({ acts, simulatorUrl }), { print });
    expect(outcome.ok).toBe(true);
    expect(printed.filter((line) => line.includes('nobody at'))).toHaveLength(1);
  });

  it('reads lines from a stream, each in its turn, and hangs up at an empty one', async () => {
    const said = answerEverything();
    const input = new PassThrough();
    input.end('One\n#7\nTwo\n\nNever said\n');
    const outcome = await placeCall(options({ acts: undefined }), {
      print,
      typed: (over) => typedActs(input, over),
    });
    expect(outcome.ok).toBe(true);
    expect(said).toMatchObject({ utterances: 2, digits: '7' });
  });

  it('ends with the call, although somebody could still type', async () => {
    service.twiml['/voice'] = service.connectTwiml('<Say>Time is up.</Say>');
    service.onStream = (socket) => setTimeout(() => socket.close(), 100);
    const outcome = await placeCall(options({ acts: undefined }), {
      print,
      typed: (over) => typedActs(new PassThrough(), over),
      byHand: true,
    });
    expect(outcome).toMatchObject({ ok: true, said: ['Time is up.'] });
    expect(printed).toContain('Read out: Time is up.');
  });

  it('hangs up in time', async () => {
    service.twiml['/voice'] = service.connectTwiml();
    const startedAt = Date.now();
    const outcome = await placeCall(options({ hangUpAfterMs: 300 }), { print });
    expect(Date.now() - startedAt).toBeLessThan(3000);
    expect(outcome.heardMs).toBe(0);
    expect(printed).toContain('It has been long enough; you hang up.');
  });

  it('prints what the service wrote down, when it has a key', async () => {
    answerEverything();
    const api = await transcriptServer();
    const reached = { url: service.baseUrl, publicUrl: service.baseUrl };
    service.pass = api.baseUrl;
    await placeCall(options({ ...reached, apiKey: 'key' }), { print });
    await api.close();
    const read = printed.filter((line) => line.startsWith('  ['));
    expect(read).toEqual(['  [persona] Yes?', '  [trainee] Hi']);
  });

  it.each([
    ['refuses the signature', 403, /signature \(403\).*TWILIO_AUTH_TOKEN or its PUBLIC_URL/],
    ['has no line', 503, /no telephone line \(503\): start it with TWILIO_AUTH_TOKEN/],
    ['knows no telephone', 404, /no telephone line at http.* \(404\)/],
    ['fails', 500, /The service fails \(500\)/],
    ['is busy', '<Response><Say>All lines are busy.</Say></Response>', /It said: All lines/],
    ['rejects it', '<Response><Reject/></Response>', /did not take the call \(no-answer\)/],
    ['answers nonsense', '<Response><Sya/></Response>', /bad TwiML: <Sya>/],
  ])('says in plain words that the service %s', async (_, twiml, explanation) => {
    service.twiml['/voice'] = twiml;
    const outcome = await placeCall(options(), { print });
    expect(outcome.ok).toBe(false);
    expect(outcome.explanation).toMatch(explanation);
  });

  it('says in plain words that nobody answers, or that the stream is refused', async () => {
    const nobody = { url: 'http://127.0.0.1:1', publicUrl: 'http://127.0.0.1:1' };
    const { explanation } = await placeCall(options(nobody), { print });
    expect(explanation).toMatch(/Nothing answers at http:\/\/127.0.0.1:1. Is the service running/);
    service.twiml['/voice'] = service.connectTwiml();
    service.refuseStreams = 403;
    const refused = await placeCall(options(), { print });
    expect(refused).toMatchObject({ ok: false, explanation: expect.stringMatching(/stream.*403/) });
  });
});

function utter(socket: WebSocket, words: string): void {
  const payload = Buffer.alloc(words.length * 480, 0x10).toString('base64');
  socket.send(JSON.stringify({ event: 'media', media: { payload } }));
}

/** The part of the service's API that a transcript is read from. */
async function transcriptServer() {
  const startedAt = new Date(Date.now() + 1000).toISOString();
  let growing = '';
  const turns = () => [
    { id: '1', speaker: 'persona', text: 'Yes?' },
    { id: '2', speaker: 'trainee', text: (growing = growing === '' ? 'H' : 'Hi') },
  ];
  const server: Server = createServer((request, response) => {
    const isList = request.url?.startsWith('/api/calls?');
    const browser = { id: 'b', channel: 'browser', startedAt };
    const ours = { id: 'c', channel: 'phone', startedAt };
    const isAllowed = request.headers.authorization === 'Bearer key';
    response.writeHead(isAllowed ? 200 : 401, { 'content-type': 'application/json' });
    response.end(JSON.stringify(isList ? { items: [browser, ours] } : { turns: turns() }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return { baseUrl: `http://127.0.0.1:${port}`, close };
}
