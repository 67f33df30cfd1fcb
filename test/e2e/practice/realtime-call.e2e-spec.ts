import { OpenAiSimulator } from '../../simulators/openai/openai-simulator';
import { PracticeClient } from './practice-client';
import { practiceStage, type PracticeStage } from './practice-stage';
import { silentFrames, speakInto, spokenFrames } from './spoken-frames';

const OPEN_MICROPHONE = { input: 'audio', sampleRate: 16_000, talk: 'open' } as const;
const ANSWER = 'By e-mail, mostly. It takes, um, forever.';
const LONG_REPLY =
  'Well, let me think about that for a moment. Our approvals go through three people today. ' +
  'Each of them has a different idea of what urgent means, and so the invoices wait. ' +
  'I have been meaning to change that for about two years now, honestly.';

type Turn = { speaker: string; text: string; generatedText: string; interrupted: boolean };

describe('a call with a speech-to-speech model', () => {
  const simulator = new OpenAiSimulator();
  const { realtime } = simulator;
  let stage: PracticeStage;
  let page: PracticeClient;
  let speech: Buffer[];

  beforeAll(async () => {
    const { baseUrl } = await simulator.start();
    speech = await spokenFrames('Hi, how do you approve your invoices today?');
    stage = await practiceStage({
      preferences: { engine: 'realtime' },
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
    realtime.defaultTranscript = 'Hi, how do you approve your invoices today?';
    realtime.replyWith(() => ({ text: ANSWER }));
    simulator.replyWith((body) => (body.response_format ? undefined : ANSWER));
    page = await PracticeClient.connect(stage.url, { cookie: stage.trainee }, 1);
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
    await page.until(() => page.events.includes('call.ready'), 'the feedback', 15_000);
    return (await stage.get(`/api/calls/${callId}`, stage.admin)).body;
  };
  const session = () => realtime.connections.at(-1);

  it('hears, answers, and leaves transcript, recording and cost', async () => {
    const callId = await begin();
    await speak([...speech, ...silentFrames(900)]);
    await page.until(() => page.personaSaid().includes('forever'), 'the answer', 20_000);
    await page.until(() => page.states.at(-1) === 'listening', 'the end of the answer');
    const call = await finish(callId);
    expect(call).toMatchObject({ state: 'ready', engine: 'realtime' });
    const turns = call.turns as Turn[];
    expect(turns.map(({ speaker }) => speaker)).toEqual(['persona', 'trainee', 'persona']);
    expect(turns.slice(1).map(({ text }) => text)).toEqual([realtime.defaultTranscript, ANSWER]);
    type Line = { model: string; unit: string; costMicroUsd: number | null };
    const { lines } = call.cost as { lines: Line[] };
    expect(lines.filter(({ costMicroUsd }) => costMicroUsd === null)).toEqual([]);
    const units = lines.filter(({ model }) => model === 'gpt-realtime-1.5').map(({ unit }) => unit);
    expect(units).toEqual(expect.arrayContaining(['audio_input_token', 'audio_output_token']));
    expect(lines.map(({ model }) => model)).toContain('gpt-4o-mini-transcribe');
    expect((call.recording as { durationMs: number }).durationMs).toBeGreaterThan(3_000);
    expect(session()?.settings.asSession()).toMatchObject({ audio: { output: { voice: 'sage' } } });
    expect(session()?.wire.sent).not.toContain('error');
    expect(session()?.closeCode).toBe(1000);
  });

  it('falls silent when spoken over, and its memory ends where the ear’s does', async () => {
    const replies = [LONG_REPLY, 'Sure, go ahead.'];
    realtime.replyWith(() => ({ text: replies.shift() ?? ANSWER }));
    const callId = await begin();
    await speak([...speech, ...silentFrames(900)]);
    await page.until(() => page.personaSaid().includes('Well, let me'), 'the long answer', 20_000);
    await speak(silentFrames(1_500));
    realtime.transcripts.push('Sorry, may I ask something in between?');
    const cleared = page.next('audio.clear', 15_000);
    await speak(speech);
    await cleared;
    await speak(silentFrames(1_200));
    await page.until(() => page.personaSaid().includes('Sure, go'), 'the next answer', 20_000);
    const call = await finish(callId);

    const cut = (call.turns as Turn[]).find(({ interrupted }) => interrupted);
    expect(cut?.generatedText).toBe(LONG_REPLY);
    expect(LONG_REPLY.startsWith(cut?.text ?? '?')).toBe(true);
    const [truncated] = (session()?.messages ?? []).filter(
      ({ type }) => type === 'conversation.item.truncate',
    );
    const itemId = String(truncated?.['item_id']);
    const heardMs = Number(truncated?.['audio_end_ms']);
    expect(heardMs).toBeGreaterThan(1_000);
    const item = session()?.conversation.find(itemId);
    const remembered = String(item?.content?.[0]?.['transcript']);
    // Both are cut by proportion: the model's at a letter, ours at the word before it.
    expect(remembered.startsWith(cut?.text ?? '?')).toBe(true);
    expect(remembered.length - (cut?.text.length ?? 0)).toBeLessThan(15);
    expect(session()?.wire.sent).not.toContain('error');
  });

  it('is taken by the pipeline when the model cannot be reached, before anybody has said a word', async () => {
    Object.assign(realtime.knobs, { refuseNext: 1, refuseStatus: 503 });
    simulator.defaultTranscript = realtime.defaultTranscript;
    const callId = await begin();
    await speak([...speech, ...silentFrames(1_200)]);
    await page.until(() => page.personaSaid().includes('By e-mail'), 'the answer', 20_000);
    expect(await finish(callId)).toMatchObject({ state: 'ready', engine: 'pipeline' });
  });

  it('goes on after the line has broken', async () => {
    const callId = await begin();
    session()?.wire.drop();
    await page.until(() => realtime.connections.length === 2, 'another session');
    await speak([...silentFrames(500), ...speech, ...silentFrames(900)]);
    await page.until(() => page.personaSaid().includes('By e-mail'), 'the answer', 20_000);
    const [first] = session()?.conversation.items ?? [];
    expect(first).toMatchObject({ role: 'assistant', content: [{ type: 'output_text' }] });
    expect(await finish(callId)).toMatchObject({ state: 'ready', engine: 'realtime' });
  });
});
