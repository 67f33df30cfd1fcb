import type {
  MinuteAccount,
  MinuteEntry,
} from '../../../apps/api/src/usage/minutes/quotas.schemas';
import { PracticeClient } from './practice-client';
import { practiceStage, type PracticeStage } from './practice-stage';

const TYPED = { input: 'text', sampleRate: 16_000, speech: 'browser' } as const;
/** Enough words for a practice that counts. */
const PITCH =
  'Hi Sarah, this is Tia from Ledgerly. We help finance teams to approve their invoices in half the time. How do yours get approved today?';

describe('Minutes that end in the middle of a call', () => {
  let stage: PracticeStage;
  let page: PracticeClient;

  beforeAll(async () => {
    stage = await practiceStage({
      calls: { maxConcurrent: 5, freeMinutes: 3, minChargedMinutes: 0, maxPerNumberPerHour: 10 },
    });
  });
  afterAll(() => stage.close());
  afterEach(() => page.close());

  const change = async (path: string, body: object): Promise<MinuteAccount> => {
    const response = await fetch(`${stage.url}/api/quotas/members/${path}`, {
      method: 'PUT',
      headers: { cookie: stage.admin, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return (await response.json()) as MinuteAccount;
  };
  const idOf = async (cookie: string): Promise<string> =>
    String((await stage.get('/api/me', cookie)).body['id']);
  /** As the administrator sees it. */
  const account = async (id: string): Promise<MinuteAccount> =>
    (await stage.get(`/api/quotas/${id}`, stage.admin)).body as MinuteAccount;
  const entriesOf = async (id: string, callId: string) => {
    const { body } = await stage.get(`/api/quotas/${id}/entries?limit=50`, stage.admin);
    const ours = (body['items'] as MinuteEntry[]).filter((entry) => entry.callId === callId);
    return ours.map(({ kind, amountMs }) => ({ kind, amountMs })).reverse();
  };
  const call = async (callId: string) =>
    (await stage.get(`/api/calls/${callId}`, stage.admin)).body as {
      durationMs: number;
      endReason: string;
    };
  const told = (words: RegExp): number =>
    page.personaSaid().match(new RegExp(words.source, 'g'))?.length ?? 0;
  const startCall = async (cookie: string) => {
    page = await PracticeClient.connect(stage.url, { cookie });
    return page.start({ ...TYPED, personaId: await stage.personaId('Sarah') });
  };
  const answerTo = async (words: string): Promise<void> => {
    const before = page.personaSaid();
    page.say(words);
    await page.until(() => page.personaSaid() !== before, 'an answer');
  };

  it('let it go on where the limit is soft: told once, charged for all of it, and seen', async () => {
    const memberId = await idOf(stage.trainee);
    await change(memberId, { minutes: 0.1 });
    const { id } = await change(`${memberId}/limit`, { kind: 'soft', overMinutes: 5 });
    const { callId } = await startCall(stage.trainee);
    expect((await account(id)).reservedMs).toBe(300_000);

    await page.until(() => page.quotas.some(({ over }) => over === true), 'going over');
    expect(page.quotas.find(({ over }) => over)).toEqual({ secondsLeft: 294, over: true });
    await page.until(() => told(/We may go on for about 4 minutes/) > 0, 'a word about it');
    await answerTo(PITCH);
    await answerTo('And what happens when somebody is on holiday?');
    page.socket.emit('call.end', {});
    await page.next('call.ready');

    expect(told(/your practice minutes are used up/)).toBe(1);
    const { durationMs, endReason } = await call(callId);
    expect(endReason).toBe('trainee_hung_up');
    expect(durationMs).toBeGreaterThan(6_000);
    expect(await account(id)).toMatchObject({
      usedMs: durationMs,
      reservedMs: 0,
      leftMs: 6_000 - durationMs,
      limitKind: 'soft',
    });
    expect(await entriesOf(id, callId)).toEqual([
      { kind: 'reserve', amountMs: 300_000 },
      { kind: 'settle', amountMs: durationMs },
      { kind: 'release', amountMs: 300_000 - durationMs },
    ]);
    const { body } = await stage.get('/api/quotas?runningOut=true', stage.admin);
    expect(body['items']).toEqual([
      expect.objectContaining({ id, ownerName: 'Tia', leftMs: 6_000 - durationMs }),
    ]);
  });

  it('end it kindly where the limit is hard, after a warning, and refuse the next one', async () => {
    const memberId = await idOf(stage.colleague);
    const { id } = await change(memberId, { minutes: 0.3 });
    const { callId } = await startCall(stage.colleague);
    await page.until(() => told(/fifteen seconds are left/) > 0, 'a warning');
    await answerTo(PITCH);
    expect(await page.next('call.ended', 40_000)).toMatchObject({ reason: 'time_limit' });
    await page.next('call.ready');

    expect(page.quotas.some(({ over }) => over)).toBe(false);
    expect(page.quotas.map(({ secondsLeft }) => secondsLeft)).toEqual([18, 15]);
    expect(told(/fifteen seconds are left/)).toBe(1);
    expect(page.personaSaid()).toContain('our time is up');
    expect(await call(callId)).toMatchObject({ endReason: 'time_limit' });
    expect(await account(id)).toMatchObject({ usedMs: 18_000, reservedMs: 0, leftMs: 0 });
    expect(await entriesOf(id, callId)).toEqual([
      { kind: 'reserve', amountMs: 18_000 },
      { kind: 'settle', amountMs: 18_000 },
    ]);
    const next = await page.start({ ...TYPED, personaId: await stage.personaId('Sarah') });
    expect(next.error?.code).toBe('minutes.used_up');
  });
});
