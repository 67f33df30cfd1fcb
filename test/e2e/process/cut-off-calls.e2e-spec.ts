import { rmSync } from 'node:fs';
import { freePort } from '../../support/free-port';
import { PracticeClient } from '../practice/practice-client';
import { buildServer, newFolder, passwordIn, ready, type Service, start } from './service';

const SPOKEN = { mode: 'cold_call', input: 'text', sampleRate: 16_000, speech: 'server' } as const;
const QUESTION = 'Hi, this is Tia from Ledgerly. How do your invoices get approved today?';
/** A call's log is written every half second. */
const WRITTEN_MS = 1_200;
const RECOVERED_WITHIN_MS = 60_000;

type Turn = { speaker: string; text: string; generatedText: string; interrupted: boolean };
type Call = {
  state: string;
  endReason: string | null;
  durationMs: number;
  turns: Turn[];
  cost: { lines: { component: string; unit: string; quantity: number }[] };
  recording: { durationMs: number } | null;
  work: Record<string, string>;
};

describe('A call whose server goes away', () => {
  let folder: string;
  let url: string;
  let service: Service;
  let cookie: string;
  let page: PracticeClient;

  const launch = async (): Promise<void> => {
    service = start(folder, Number(new URL(url).port), { SEED_DEMO: '0', LOG_LEVEL: 'error' });
    await ready(service);
  };
  const kill = async (): Promise<void> => {
    service.child.kill('SIGKILL');
    await service.exit;
  };
  const signIn = async (password: string): Promise<string> => {
    const response = await fetch(`${url}/api/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'admin@sparline.local', password }),
    });
    return response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  };
  const get = async <Body>(path: string): Promise<Body> =>
    (await (await fetch(`${url}/api${path}`, { headers: { cookie } })).json()) as Body;
  const untilReady = async (callId: string): Promise<Call> => {
    const until = Date.now() + RECOVERED_WITHIN_MS;
    for (;;) {
      const call = await get<Call>(`/calls/${callId}`);
      if (call.state === 'ready') return call;
      if (Date.now() > until) throw new Error(`It is not ready: ${JSON.stringify(call.work)}`);
      await pause(200);
    }
  };
  /** The persona has said a part of its answer, and the log of that is written. */
  const inTheMiddleOfAnAnswer = async (): Promise<string> => {
    const { callId } = await page.start(SPOKEN);
    await page.until(() => page.states.at(-1) === 'listening', 'the greeting', 30_000);
    page.say(QUESTION);
    await page.until(() => page.states.at(-1) === 'speaking', 'the answer');
    await pause(WRITTEN_MS);
    expect(page.states.at(-1)).toBe('speaking');
    return callId;
  };

  beforeAll(buildServer, 120_000);
  beforeEach(async () => {
    folder = newFolder();
    url = `http://127.0.0.1:${await freePort()}`;
    await launch();
    cookie = await signIn(passwordIn(service.said()));
    page = await PracticeClient.connect(url, { cookie }, 1);
  }, 60_000);
  afterEach(async () => {
    page.close();
    service.child.kill('SIGTERM');
    await service.exit;
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  it('is finished after a kill from what its log and its sound hold', async () => {
    const callId = await inTheMiddleOfAnAnswer();
    await kill();
    await launch();

    const call = await untilReady(callId);

    expect(call.endReason).toBe('crashed');
    expect(call.work).toEqual({
      recording: 'done',
      accounting: 'done',
      summary: 'done',
      score: 'done',
    });
    expect(call.turns.map(({ speaker }) => speaker)).toEqual(['persona', 'trainee', 'persona']);
    expect(call.turns[1]?.text).toBe(QUESTION);
    const cut = call.turns[2];
    expect(cut?.interrupted).toBe(true);
    expect(cut?.text.length).toBeGreaterThan(0);
    expect(cut?.text.length).toBeLessThan(cut?.generatedText.length ?? 0);
    expect(call.recording?.durationMs).toBeGreaterThan(call.durationMs - 1_000);
    const recording = await fetch(`${url}/api/calls/${callId}/recording`, { headers: { cookie } });
    expect(recording.headers.get('content-type')).toBe('audio/mpeg');
    expect((await recording.arrayBuffer()).byteLength).toBeGreaterThan(10_000);
  }, 180_000);

  it('is paid for once, however often its server is killed', async () => {
    const callId = await inTheMiddleOfAnAnswer();
    await kill();
    await launch();
    const { cost } = await untilReady(callId);
    const units = cost.lines.map(({ component, unit }) => `${component} ${unit}`);
    expect(units.sort()).toEqual(['speech audio_ms', 'speech character']);

    await kill();
    await launch();

    expect((await untilReady(callId)).cost).toEqual(cost);
    const { total } = await get<{ total: { calls: number; characters: number } }>('/reports/usage');
    const characters = cost.lines.find(({ unit }) => unit === 'character')?.quantity;
    expect(total).toMatchObject({ calls: 1, characters });
  }, 180_000);

  it('hears a goodbye before a polite stop, and its work is done by then or after the next start', async () => {
    const callId = await inTheMiddleOfAnAnswer();
    const ended = page.next<{ callId: string; reason: string }>('call.ended', 25_000);
    const before = page.personaSaid();
    service.child.kill('SIGTERM');
    expect(await ended).toEqual({ callId, reason: 'shutdown' });
    expect(page.personaSaid().length).toBeGreaterThan(before.length);
    expect(await service.exit).toBe(0);
    await launch();

    const call = await untilReady(callId);

    expect(call.endReason).toBe('shutdown');
    expect(call.turns.map(({ speaker }) => speaker)).toEqual([
      'persona',
      'trainee',
      'persona',
      'persona',
    ]);
    expect(call.turns.at(-1)).toMatchObject({ interrupted: false });
    expect(call.work).toMatchObject({ recording: 'done', accounting: 'done' });
  }, 180_000);
});

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
