import { PracticeClient } from './practice-client';
import { practiceStage, type PracticeStage } from './practice-stage';

const TYPED = { input: 'text', sampleRate: 16_000, speech: 'browser' } as const;

type Persona = { name: string; mode: string };

describe('a call in which nothing was chosen', () => {
  let stage: PracticeStage;
  let page: PracticeClient;
  const took: Persona[] = [];

  beforeAll(async () => {
    stage = await practiceStage();
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    took.length = 0;
    page = await PracticeClient.connect(stage.url, { cookie: stage.trainee });
    page.socket.on('state', ({ persona }: { persona?: Persona }) => {
      if (persona) took.push(persona);
    });
  });
  afterEach(() => page.close());

  it('asks what to practise, hands over to a persona and keeps what was said to it', async () => {
    const ack = await page.start(TYPED);
    expect(ack).toMatchObject({ persona: null });
    await page.until(() => page.states.at(-1) === 'choosing', 'the question');
    expect(page.personaSaid()).toContain('What would you like to practise');

    page.say('interview prep please');
    await page.until(() => took.length > 0, 'somebody to take over');
    expect(took).toMatchObject([{ name: expect.stringContaining('Rachel') as string }]);
    await page.until(() => page.states.at(-1) === 'listening', 'the greeting of the persona');
    const running = await stage.get(`/api/calls/${ack.callId}`, stage.trainee);
    expect(running.body).toMatchObject({ mode: 'interview', state: 'active' });

    page.say('I am Tia, and I have led a team of five for three years now.');
    await page.until(() => page.transcripts.filter(({ final }) => final).length >= 5, 'an answer');
    page.socket.emit('call.end', {});
    await page.next('call.ready');
    const { body } = await stage.get(`/api/calls/${ack.callId}`, stage.trainee);
    const turns = body.turns as { speaker: string; text: string }[];
    expect(turns.map(({ speaker }) => speaker).slice(0, 2)).toEqual(['persona', 'trainee']);
    expect(turns.some(({ text }) => text.includes('interview prep'))).toBe(false);
    expect(turns[1]?.text).toContain('I am Tia');
    expect(body).toMatchObject({ persona: { name: took[0]?.name }, work: { score: 'done' } });
  });

  it('is there, and over, when it is hung up before anything was chosen', async () => {
    const { callId } = await page.start(TYPED);
    await page.until(() => page.states.at(-1) === 'choosing', 'the question');
    page.socket.emit('call.end', {});
    await page.next('call.ready');
    const { body } = await stage.get(`/api/calls/${callId}`, stage.trainee);
    expect(body).toMatchObject({ persona: null, mode: null, state: 'ready', score: null });
    expect(body.work).toEqual({
      recording: 'none',
      accounting: 'done',
      summary: 'none',
      score: 'none',
    });
  });

  it('can be changed in mind while the greeter confirms', async () => {
    await page.start(TYPED);
    await page.until(() => page.states.at(-1) === 'choosing', 'the question');
    page.say('a cold call');
    await page.until(() => /cold call, good/i.test(page.personaSaid()), 'the confirmation');
    page.say('no, rather small talk');
    await page.until(() => took.length > 0, 'somebody to take over');
    expect(took).toMatchObject([{ mode: 'small_talk' }]);
    page.socket.emit('call.end', {});
    await page.next('call.ended');
  });
});
