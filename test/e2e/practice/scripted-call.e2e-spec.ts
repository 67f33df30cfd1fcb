import { PracticeClient } from './practice-client';
import { practiceStage, type PracticeStage } from './practice-stage';

const TYPED = { input: 'text', sampleRate: 16_000, speech: 'browser' } as const;

describe('a call with the built-in brain', () => {
  let stage: PracticeStage;
  let page: PracticeClient;

  beforeAll(async () => {
    stage = await practiceStage();
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    page = await PracticeClient.connect(stage.url, { cookie: stage.trainee });
  });
  afterEach(() => page.close());

  it('is greeted, answered, hung up, and complete on its page a moment later', async () => {
    const ack = await page.start({ ...TYPED, personaId: await stage.personaId('Sarah') });
    expect(ack).toMatchObject({ persona: { name: expect.stringContaining('Sarah') as string } });
    await page.until(() => page.states.at(-1) === 'listening', 'the greeting');
    const greeting = page.personaSaid();

    page.say('Hi Sarah, this is Tia from Ledgerly. How do your invoices get approved today?');
    await page.until(() => page.personaSaid() !== greeting, 'an answer');
    await page.until(() => page.states.at(-1) === 'listening', 'the end of the answer');

    const hungUpAt = Date.now();
    page.socket.emit('call.end', {});
    await page.next('call.ready');
    expect(Date.now() - hungUpAt).toBeLessThan(5_000);

    const { status, body } = await stage.get(`/api/calls/${ack.callId}`, stage.trainee);
    expect(status).toBe(200);
    expect(body).toMatchObject({ state: 'ready', engine: 'scripted', channel: 'browser' });
    const turns = body.turns as { speaker: string; text: string; typed: boolean }[];
    expect(turns.map((turn) => turn.speaker)).toEqual(['persona', 'trainee', 'persona']);
    expect(turns[1]?.text).toContain('Ledgerly');
    expect(turns.map((turn) => turn.typed)).toEqual([false, true, false]);
    expect(body.metrics).toMatchObject({ traineeWords: 14, wordsPerMinute: null, talkShare: null });
    expect(body.summary).toMatchObject({ method: 'rules' });
    expect(body).not.toHaveProperty('cost');
  });

  it('shows an administrator the same call, with its cost, and no other trainee', async () => {
    const { callId } = await page.start({ ...TYPED, mode: 'small_talk' });
    await page.until(() => page.states.at(-1) === 'listening', 'the greeting');
    page.socket.emit('call.end', {});
    await page.next('call.ready');

    const seen = await stage.get(`/api/calls/${callId}`, stage.admin);
    expect(seen.body).toMatchObject({ id: callId, cost: { incomplete: false } });
    const hidden = await stage.get(`/api/calls/${callId}`, stage.colleague);
    expect(hidden).toMatchObject({ status: 404, body: { code: 'calls.not_found' } });
    const list = await stage.get('/api/calls', stage.colleague);
    expect(list.body.items).toEqual([]);
  });

  it('stops at once when it is typed over, and keeps only what was heard', async () => {
    const { callId } = await page.start({ ...TYPED, personaId: await stage.personaId('Rachel') });
    await page.until(() => page.personaSaid() !== '', 'the greeting');
    page.say('Sorry to cut in, before we start, could you tell me how long this will take?');
    await page.next('audio.clear');
    await page.until(() => page.states.at(-1) === 'listening', 'an answer to the interruption');
    page.socket.emit('call.end', {});
    await page.next('call.ready');

    const { body } = await stage.get(`/api/calls/${callId}`, stage.trainee);
    const [greeting] = body.turns as {
      text: string;
      generatedText: string;
      interrupted: boolean;
    }[];
    expect(greeting?.interrupted).toBe(true);
    expect(greeting?.generatedText.length).toBeGreaterThan(greeting?.text.length ?? 0);
    expect(greeting?.generatedText.startsWith(greeting.text.replace(/…$/, '').trimEnd())).toBe(
      true,
    );
  });

  it('goes on after the page dropped and came back, and not for somebody else', async () => {
    const { callId } = await page.start({ ...TYPED, personaId: await stage.personaId('Alex') });
    await page.until(() => page.states.at(-1) === 'listening', 'the greeting');
    page.close();

    const stranger = await PracticeClient.connect(stage.url, { cookie: stage.colleague });
    const refused: unknown = await stranger.socket.emitWithAck('call.resume', {
      callId,
      lastSeq: -1,
    });
    expect(refused).toMatchObject({ error: { code: 'call.gone' } });
    stranger.close();

    page = await PracticeClient.connect(stage.url, { cookie: stage.trainee });
    const resumed: unknown = await page.socket.emitWithAck('call.resume', { callId, lastSeq: -1 });
    expect(resumed).toMatchObject({ callId });
    page.say('Still here! How was your weekend?');
    await page.until(() => page.personaSaid() !== '', 'an answer after coming back');
    page.socket.emit('call.end', {});
    await page.next('call.ready');
  });

  it('moves to a page that comes back before the old line is known to be dead', async () => {
    const { callId } = await page.start({ ...TYPED, personaId: await stage.personaId('Alex') });
    await page.until(() => page.states.at(-1) === 'listening', 'the greeting');
    const back = await PracticeClient.connect(stage.url, { cookie: stage.trainee });
    const oldLineClosed = new Promise((closed) => page.socket.once('disconnect', closed));
    expect(await back.socket.emitWithAck('call.resume', { callId, lastSeq: -1 })).toMatchObject({
      callId,
    });
    await oldLineClosed;
    back.say('Here I am again. How was your weekend?');
    await back.until(() => back.personaSaid() !== '', 'an answer on the new line');
    await back.hangUp();
  });
});
