import { OpenAiSimulator } from '../../simulators/openai/openai-simulator';
import { PracticeClient } from './practice-client';
import { practiceStage, type PracticeStage } from './practice-stage';
import { silentFrames, speakInto, spokenFrames } from './spoken-frames';

const OPEN_MICROPHONE = { input: 'audio', sampleRate: 16_000, talk: 'open' } as const;
const LONG_REPLY =
  'Well, let me think about that for a moment. Our approvals go through three people today. ' +
  'Each of them has a different idea of what urgent means, and so the invoices wait. ' +
  'I have been meaning to change that for about two years now, honestly.';
/** What follows the end of the turn, up to the first sound. */
const AFTER_THE_TURN = ['firstTokenMs', 'firstSentenceMs', 'firstAudioMs', 'transportMs'];
const STAGES = ['eotDelayMs', 'finalDelayMs', ...AFTER_THE_TURN, 'responseMs'];

describe('a call through OpenAI-compatible endpoints', () => {
  const simulator = new OpenAiSimulator();
  let stage: PracticeStage;
  let page: PracticeClient;
  let speech: Buffer[];

  beforeAll(async () => {
    const { baseUrl } = await simulator.start();
    speech = await spokenFrames('Hi, how do you approve your invoices today?');
    stage = await practiceStage({
      providers: {
        openai: { apiKey: 'sk-simulated', baseUrl },
        deepgram: {},
        cartesia: {},
        elevenlabs: {},
        assemblyai: {},
        gemini: {},
      },
    });
  });
  afterAll(async () => {
    await stage.close();
    await simulator.close();
  });
  beforeEach(async () => {
    simulator.reset();
    simulator.defaultTranscript = 'Hi, how do you approve your invoices today?';
    simulator.replyWith((body) =>
      body.response_format ? undefined : 'By e-mail, mostly. It takes, um, forever.',
    );
    page = await PracticeClient.connect(stage.url, { cookie: stage.trainee });
  });
  afterEach(() => page.close());

  const speak = (frames: readonly Buffer[]) => speakInto(page, frames);
  const begin = async () => {
    const ack = await page.start({ ...OPEN_MICROPHONE, personaId: await stage.personaId('Sarah') });
    await page.until(() => page.states.at(-1) === 'listening', 'the greeting', 20_000);
    return ack.callId;
  };
  const finish = async (callId: string) => {
    page.socket.emit('call.end', {});
    // It may have come already: a call that can neither hear nor speak ends by itself.
    await page.until(() => page.events.includes('call.ready'), 'the feedback', 15_000);
    return (await stage.get(`/api/calls/${callId}`, stage.admin)).body;
  };
  const answered = () =>
    page.until(() => page.personaSaid().includes('By e-mail'), 'the answer', 20_000);

  it('hears speech, answers aloud, and leaves recording, transcript, score and cost', async () => {
    simulator.defaultTranscript =
      'Hi Sarah, this is Tia from Ledgerly. I talk with agencies of your size about late invoices, ' +
      'and most lose several days every month because clients approve slowly. How do you approve yours today?';
    const callId = await begin();
    await speak([...speech, ...silentFrames(1_200)]);
    await answered();
    await page.until(() => page.states.at(-1) === 'listening', 'the end of the answer');
    const call = await finish(callId);

    expect(call).toMatchObject({
      state: 'ready',
      engine: 'pipeline',
      endReason: 'trainee_hung_up',
    });
    const turns = call.turns as { speaker: string; text: string }[];
    expect(turns.map((turn) => turn.speaker)).toEqual(['persona', 'trainee', 'persona']);
    expect(turns[2]?.text).toBe('By e-mail, mostly. It takes, um, forever.');
    const cost = call.cost as { totalMicroUsd: number; lines: { component: string }[] };
    expect(cost.totalMicroUsd).toBeGreaterThan(0);
    expect(new Set(cost.lines.map((line) => line.component))).toEqual(
      new Set(['recognition', 'language_model', 'speech', 'scoring']),
    );
    const recording = call.recording as { url: string; durationMs: number };
    expect(recording.durationMs).toBeGreaterThan(3_000);
    const audio = await fetch(`${stage.url}${recording.url}`, {
      headers: { cookie: stage.trainee, range: 'bytes=0-999' },
    });
    expect(audio.status).toBe(206);
    expect(audio.headers.get('content-type')).toBe('audio/mpeg');
    expect((await audio.arrayBuffer()).byteLength).toBe(1_000);
  });

  it('tells how long the answer took, stage by stage, and who took it', async () => {
    const callId = await begin();
    await speak([...speech, ...silentFrames(1_200)]);
    await answered();
    const { timings } = await finish(callId);
    const [timing] = timings as Record<string, number>[];
    expect(timing).toEqual({
      turnId: expect.any(String) as string,
      speculated: false,
      ...Object.fromEntries(STAGES.map((stage) => [stage, expect.any(Number) as number])),
    });
    const after = AFTER_THE_TURN.map((stage) => timing?.[stage] ?? NaN);
    const sum = after.reduce((whole, ms) => whole + ms, timing?.eotDelayMs ?? NaN);
    // Every anchor is a whole millisecond; the reply begins in the one in which the turn ends.
    expect(Math.abs((timing?.responseMs ?? NaN) - sum)).toBeLessThanOrEqual(2);
    const { body } = await stage.get('/api/reports/latency?groupBy=provider', stage.admin);
    const rows = body.rows as { key: string; stage: string }[];
    expect(rows.map(({ key, stage: name }) => `${key} ${name}`)).toEqual([
      'openai finalDelay',
      'openai firstToken',
      'openai firstSentence',
      'openai firstAudio',
    ]);
  });

  it('falls silent when spoken over, and its history holds only what was heard', async () => {
    page.close();
    page = await PracticeClient.connect(stage.url, { cookie: stage.trainee }, 1);
    simulator.replyWith(({ messages }) =>
      messages.filter((message) => message.role === 'user').length > 1
        ? 'Sure, go ahead.'
        : LONG_REPLY,
    );
    const callId = await begin();
    await speak([...speech, ...silentFrames(1_200)]);
    await page.until(
      () => page.personaSaid().includes('Well, let me think'),
      'the long answer',
      20_000,
    );
    await speak(silentFrames(1_000));
    simulator.transcripts.push('Sorry, may I ask something in between?');
    const cleared = page.next('audio.clear', 15_000);
    await speak(speech);
    await cleared;
    await speak(silentFrames(1_500));
    await page.until(
      () => page.personaSaid().includes('Sure, go ahead.'),
      'the answer to the question',
      20_000,
    );
    const last = simulator.requests.filter((request) => request.endpoint === 'chat').at(-1);
    const messages = last?.body.messages as { role: string; content: string }[];
    const heard = messages.filter((message) => message.role === 'assistant').at(-1)?.content ?? '';
    expect(heard.length).toBeGreaterThan(0);
    expect(heard.length).toBeLessThan(LONG_REPLY.length);
    expect(LONG_REPLY).toContain(heard.replace(/…$/, '').trimEnd());

    const call = await finish(callId);
    const cut = (
      call.turns as { interrupted: boolean; text: string; generatedText: string }[]
    ).find((turn) => turn.interrupted);
    expect(cut?.generatedText).toContain('two years now');
    expect(cut?.text).not.toContain('two years now');
  });

  it.each([
    ['two rate limits', () => (simulator.knobs.chat.rateLimitNext = 1)],
    ['a server error of the voice', () => (simulator.knobs.speech.failNext = 1)],
    ['a server error of the recogniser', () => (simulator.knobs.transcriptions.failNext = 1)],
    ['a slow model', () => (simulator.knobs.chat.delayMs = 900)],
  ])('answers in spite of %s', async (_what, trouble) => {
    const callId = await begin();
    trouble();
    await speak([...speech, ...silentFrames(1_200)]);
    await answered();
    expect(await finish(callId)).toMatchObject({ state: 'ready' });
  });

  it.each([
    ['garbage', () => (simulator.knobs.chat.garbage = 'json')],
    ['a web page', () => (simulator.knobs.chat.garbage = 'html')],
    ['a stream that is cut', () => (simulator.knobs.chat.cutAfterBytes = 40)],
    ['a refused key', () => (simulator.apiKey = 'another key')],
  ])('apologises and goes on when the model sends %s', async (_what, trouble) => {
    const callId = await begin();
    const greeting = page.personaSaid();
    trouble();
    await speak([...speech, ...silentFrames(1_200)]);
    await page.until(() => page.personaSaid() !== greeting, 'an apology', 30_000);
    simulator.knobs.chat = {};
    simulator.apiKey = undefined;
    const call = await finish(callId);
    expect(call).toMatchObject({ state: 'ready', score: { method: expect.any(String) as string } });
  });
});
