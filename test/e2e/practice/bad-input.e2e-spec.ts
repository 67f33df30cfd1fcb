import { PracticeClient } from './practice-client';
import { practiceStage, type PracticeStage } from './practice-stage';

const TYPED = { mode: 'cold_call', input: 'text', sampleRate: 16_000, speech: 'browser' } as const;

describe('bad input on the practice socket', () => {
  let stage: PracticeStage;
  let page: PracticeClient;

  beforeAll(async () => {
    stage = await practiceStage({
      calls: { maxConcurrent: 2, freeMinutes: 3, minChargedMinutes: 0.5, maxPerNumberPerHour: 10 },
    });
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    page = await PracticeClient.connect(stage.url, { cookie: stage.trainee });
  });
  afterEach(() => page.hangUp());

  it.each([
    ['nobody', {}],
    ['an invented cookie', { cookie: 'sparline_session=made-up' }],
    ['an invented key', { token: 'spl_made-up' }],
  ])('refuses %s', async (_who, sign) => {
    await expect(PracticeClient.connect(stage.url, sign)).rejects.toThrow('auth.sign_in_required');
  });

  it('refuses a foreign page that rides on a signed-in cookie', async () => {
    const sign = { cookie: stage.trainee, origin: 'https://evil.example' };
    await expect(PracticeClient.connect(stage.url, sign)).rejects.toThrow('auth.sign_in_required');
  });

  it.each([
    ['audio', Buffer.alloc(640), 'call.not_started'],
    ['text', { text: 'hello', final: true }, 'call.not_started'],
    ['talk', { pressed: 'yes' }, 'talk.malformed'],
    ['playback', null, 'playback.malformed'],
    ['speech', { active: true, sinceMs: 5_001 }, 'speech.malformed'],
    ['speech', { active: true, sinceMs: -1 }, 'speech.malformed'],
  ])('answers %s before call.start with a stable code', async (event, payload, code) => {
    page.socket.emit(event, payload);
    await page.until(() => page.errors.length > 0, 'an error');
    expect(page.errors[0]).toMatchObject({ code });
  });

  it.each([
    ['nothing at all', undefined, 'call.bad_start'],
    ['a rate no microphone has', { ...TYPED, sampleRate: 12_345 }, 'call.bad_start'],
    [
      'an unknown persona',
      { ...TYPED, personaId: '7f6b3c9e-9f0e-4d0e-8a55-3f8f0c7f2f11' },
      'personas.not_found',
    ],
    [
      'audio without a recogniser',
      { ...TYPED, input: 'audio', speech: 'server' },
      'calls.no_recogniser',
    ],
  ])('refuses a start with %s', async (_what, request, code) => {
    expect(await page.start(request as object)).toMatchObject({ error: { code } });
  });

  it('refuses a second start and goes on with the first call', async () => {
    await page.start(TYPED);
    expect(await page.start(TYPED)).toMatchObject({ error: { code: 'call.already_started' } });
    await page.until(() => page.states.at(-1) === 'listening', 'the greeting');
  });

  it('keeps a call in whose words stands what no database can hold', async () => {
    const { callId } = await page.start({ ...TYPED, brief: 'A ledger\0 for agencies' });
    await page.until(() => page.states.at(-1) === 'listening', 'the greeting');
    const greeting = page.personaSaid();
    page.say('How do you\0 approve invoices?');
    await page.until(() => page.personaSaid() !== greeting, 'an answer');
    page.socket.emit('call.end', {});
    await page.next('call.ready');
    const { body } = await stage.get(`/api/calls/${callId}`, stage.trainee);
    const turns = body.turns as { text: string }[];
    expect(turns[1]?.text).toBe('How do you\uFFFD approve invoices?');
    expect(body.brief).toBe('A ledger\uFFFD for agencies');
  });

  it.each([
    ['samples of an odd length', 'audio', Buffer.alloc(321), 'audio.odd_length'],
    ['a frame of seconds', 'audio', Buffer.alloc(200_000), 'audio.too_long'],
    ['audio that is not binary', 'audio', 'AAAA', 'audio.not_binary'],
    ['text of a megabyte', 'text', { text: 'x'.repeat(1_000_000), final: true }, 'text.too_long'],
    ['text of the wrong type', 'text', { text: 7, final: 'no' }, 'text.malformed'],
  ])('answers %s with a stable code and goes on', async (_what, event, payload, code) => {
    await page.start(TYPED);
    page.socket.emit(event, payload);
    await page.until(() => page.errors.some((error) => error.code === code), code);
    page.say('Hello, can you hear me?');
    await page.until(
      () => page.transcripts.some((update) => update.speaker === 'trainee' && update.final),
      'the turn after the error',
    );
  });

  it('says busy when all lines are taken, and is free again afterwards', async () => {
    const others = await Promise.all(
      [1, 2].map(() => PracticeClient.connect(stage.url, { cookie: stage.colleague })),
    );
    for (const other of others) expect(await other.start(TYPED)).toHaveProperty('callId');
    expect(await page.start(TYPED)).toMatchObject({ error: { code: 'busy' } });
    for (const other of others) other.socket.emit('call.end', {});
    await Promise.all(others.map((other) => other.next('call.ended')));
    expect(await page.start(TYPED)).toHaveProperty('callId');
    for (const other of others) other.close();
  });
});
