import { ScriptedCall } from '../testing/scripted-call';
import { ScriptedSpeechToSpeech } from '../testing/scripted-speech-to-speech';
import { VirtualClock } from '../testing/virtual-clock';
import { unsettledUsage } from './unsettled-usage';
import type { VoiceEvent } from './voice-event';

const LONG = 'We looked at three vendors last year. None of them could show any numbers at all.';

const requests = (events: readonly VoiceEvent[]): number[] =>
  events.flatMap((event) => (event.type === 'request.sent' ? [event.seq] : []));
const answered = (events: readonly VoiceEvent[]): number[] =>
  events.flatMap((event) =>
    'request' in event && event.request !== undefined ? [event.request] : [],
  );

/** Until the persona is in the middle of a long answer to a spoken question. */
const inAnAnswer = async (call = new ScriptedCall({ replies: [LONG] })): Promise<ScriptedCall> => {
  await call.greeted();
  await call.says('Why did you stay with them?');
  await call.heardFor(1_000);
  return call;
};

const hangUp = async (call: ScriptedCall): Promise<void> => {
  void call.session.end('trainee_hung_up');
  await call.clock.advance(3_000);
};

describe('what a log that broke off leaves unsettled', () => {
  it('is nothing after a call that was ended properly', async () => {
    const call = await inAnAnswer();
    call.session.text('Stop', true);
    await call.clock.advance(2_000);
    await hangUp(call);
    expect(requests(call.events).length).toBeGreaterThan(4);
    expect(unsettledUsage(call.events)).toEqual([]);
  });

  it('names every request that was sent exactly once, wherever the log is cut', async () => {
    const call = await inAnAnswer();
    call.session.text('Stop', true);
    await call.clock.advance(2_000);
    await hangUp(call);
    for (let length = 1; length <= call.events.length; length += 1) {
      const log = call.events.slice(0, length);
      const open = unsettledUsage(log).flatMap(({ request }) => request ?? []);
      const known = new Set([...answered(log), ...open]);
      expect([...known].sort((a, b) => a - b)).toEqual(requests(log));
      expect(open.filter((request) => answered(log).includes(request))).toEqual([]);
    }
  });

  it('holds what a cut request had read and written by then, marked as estimated', async () => {
    const call = new ScriptedCall({ replies: [{ text: LONG, hangs: true }] });
    await inAnAnswer(call);
    const sent = call.last('request.sent');
    const [asked] = call.all('request.sent').filter(({ purpose }) => purpose === 'reply');
    expect(sent.purpose).toBe('speech');
    const [reply] = unsettledUsage(call.events);
    const [first] = call.all('segment.started').filter(({ turnId }) => turnId === asked?.turnId);
    expect(reply).toMatchObject({
      seq: asked?.seq,
      purpose: 'reply',
      provider: 'scripted',
      estimated: true,
      quantities: [
        { unit: 'input_token', quantity: asked?.quantities[0]?.quantity },
        { unit: 'output_token', quantity: Math.ceil((first?.text.length ?? 0) / 4) },
      ],
    });
  });

  it('counts a reply that was kept back as the price of being quick', () => {
    const sent = { type: 'request.sent', provider: 'openai', model: 'm', turnId: 'p1' } as const;
    const log: VoiceEvent[] = [
      { seq: 1, atMs: 0, type: 'reply.speculated', turnId: 'p1', epoch: 1, answers: 't1' },
      {
        ...sent,
        seq: 2,
        atMs: 1,
        purpose: 'reply',
        quantities: [{ unit: 'input_token', quantity: 90 }],
      },
      {
        ...sent,
        seq: 3,
        atMs: 2,
        purpose: 'speech',
        quantities: [{ unit: 'character', quantity: 9 }],
      },
    ];
    const fate = (events: VoiceEvent[]) =>
      unsettledUsage(events).map(({ purpose, speculation }) => [purpose, speculation]);
    expect(fate(log)).toEqual([
      ['speculative', 'discarded'],
      ['speech', 'discarded'],
    ]);
    const released = { seq: 4, atMs: 3, type: 'reply.released', turnId: 'p1', answers: 't1' };
    expect(fate([...log, released as VoiceEvent])).toEqual([
      ['reply', 'used'],
      ['speech', 'used'],
    ]);
  });

  it('takes what a speaking model read for its last reply as read again, and what was heard', async () => {
    const clock = new VirtualClock();
    const speaker = new ScriptedSpeechToSpeech(clock, { replies: [{ text: LONG, hangs: true }] });
    const call = new ScriptedCall({
      clock,
      voice: { sampleRate: 24_000 },
      session: {
        engine: 'realtime',
        speechToSpeech: speaker,
        languageModel: null,
        textToSpeech: null,
        speechToText: null,
        voiceActivity: null,
      },
    });
    await call.greeted();
    speaker.emit({ type: 'speech_started', sinceMs: 60 });
    await clock.advance(800);
    speaker.emit({ type: 'speech_ended', sinceMs: 200 });
    await call.heardFor(2_000);
    const log = call.events.map((event) =>
      event.type === 'usage'
        ? { ...event, quantities: [{ unit: 'audio_input_token' as const, quantity: 400 }] }
        : event,
    );
    const { playedMs } = call.last('playback.progress');
    expect(playedMs).toBeGreaterThan(1_500);
    expect(unsettledUsage(log).map(({ quantities }) => quantities)).toEqual([
      [
        { unit: 'audio_input_token', quantity: 400 },
        { unit: 'audio_output_token', quantity: Math.ceil(playedMs / 50) },
      ],
    ]);
  });
});

describe('what a recogniser was sent since it last told', () => {
  const opened = (sends: 'stream' | 'utterances'): VoiceEvent => ({
    seq: 2,
    atMs: 0,
    type: 'recognition.opened',
    provider: 'deepgram',
    model: 'nova-3',
    sends,
  });
  const started = (talk: 'open' | 'hold'): VoiceEvent => ({
    seq: 1,
    atMs: 0,
    type: 'session.started',
    engine: 'pipeline',
    outputSampleRate: 16_000,
    turn: { talk } as NonNullable<Extract<VoiceEvent, { type: 'session.started' }>['turn']>,
  });
  const told = (seq: number, atMs: number): VoiceEvent => ({
    seq,
    atMs,
    type: 'usage',
    provider: 'deepgram',
    model: 'nova-3',
    purpose: 'recognition',
    quantities: [{ unit: 'audio_ms', quantity: 5_000 }],
  });
  const speech = (seq: number, atMs: number, type: 'speech.started' | 'speech.ended') =>
    ({ seq, atMs, type }) as VoiceEvent;
  const final = (seq: number, atMs: number): VoiceEvent => ({
    seq,
    atMs,
    type: 'transcript.final',
    text: 'Hello.',
    source: { provider: 'deepgram', model: 'nova-3' },
  });
  const openMic = [started('open'), opened('stream')];
  const utterances = [started('open'), opened('utterances')];
  const failed = {
    type: 'provider.failed',
    stage: 'stt',
    provider: 'deepgram',
    kind: 'auth',
  } as const;

  it.each<[what: string, log: VoiceEvent[], ms: number | undefined]>([
    [
      'all since its last report',
      [...openMic, told(3, 5_000), speech(4, 7_400, 'speech.started')],
      2_400,
    ],
    ['all since it was opened', [...openMic, speech(3, 1_900, 'speech.started')], 1_900],
    [
      'no more than lies between two reports: it was sent nothing',
      [...openMic, told(3, 5_000), speech(4, 60_000, 'speech.started')],
      5_000,
    ],
    [
      'only what was said while the button was held',
      [
        started('hold'),
        opened('stream'),
        told(3, 5_000),
        speech(4, 5_500, 'speech.started'),
        speech(5, 6_100, 'speech.ended'),
        speech(6, 8_000, 'speech.started'),
        { seq: 7, atMs: 8_250, type: 'turn.unheard' },
      ],
      850,
    ],
    [
      'nothing once it was lost',
      [...openMic, { seq: 3, atMs: 900, ...failed, fatal: true }],
      undefined,
    ],
    [
      'nothing once the call was ended',
      [...openMic, { seq: 3, atMs: 900, type: 'session.ended', reason: 'silence' }],
      undefined,
    ],
    [
      'the utterance that waits for its words, with its run-up',
      [
        ...utterances,
        speech(3, 1_000, 'speech.started'),
        speech(4, 2_000, 'speech.ended'),
        told(5, 2_400),
        final(6, 2_400),
        speech(7, 4_000, 'speech.started'),
        speech(8, 4_700, 'speech.ended'),
      ],
      1_000,
    ],
    [
      'no utterance that had its words, or is still being said',
      [
        ...utterances,
        speech(3, 1_000, 'speech.started'),
        speech(4, 2_000, 'speech.ended'),
        final(5, 2_400),
        speech(6, 4_000, 'speech.started'),
      ],
      undefined,
    ],
  ])('is %s', (_what, log, ms) => {
    const [used, ...others] = unsettledUsage(log);
    expect(others).toEqual([]);
    expect(used?.quantities).toEqual(
      ms === undefined ? undefined : [{ unit: 'audio_ms', quantity: ms }],
    );
    if (used) expect(used).toMatchObject({ provider: 'deepgram', estimated: true });
  });
});
