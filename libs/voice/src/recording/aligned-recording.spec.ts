import { MULAW_SAMPLE_RATE } from '../audio/mulaw';
import { ScriptedCall, type ScriptedCallOptions } from '../testing/scripted-call';
import { ScriptedSpeechToSpeech } from '../testing/scripted-speech-to-speech';
import { TelephoneCall, type TelephoneCallOptions } from '../testing/telephone-call';
import { VirtualClock } from '../testing/virtual-clock';
import { type Burst, burstAt, burstsOfSounds, offBy } from './bursts.fixture';
import { BeepingMicrophone, ListeningSink, RecordedCall } from './recorded-call.fixture';

const LONG = 'We looked at three vendors last year. None of them could show any numbers at all.';
const WITHIN_MS = 20;
/** Beeps set in so much later at most, once they were encoded and decoded. */
const CODEC_MS = 8;

type Started = {
  call: ScriptedCall;
  microphone: BeepingMicrophone;
  ear: ListeningSink;
  speech: (active: boolean) => void;
  wrote: (text: string) => void;
  end: () => Promise<{ trainee: number; persona: number; beeps: number; durationMs: number }>;
};

const start = (options: ScriptedCallOptions & { rate: number; frameMs?: number }): Started => {
  const clock = options.clock ?? new VirtualClock();
  const ear = new ListeningSink(clock, options.rate);
  const recorded = new RecordedCall(clock);
  const call = new ScriptedCall({
    ...options,
    clock,
    replies: options.replies ?? [LONG],
    voice: {
      sampleRate: options.rate,
      sampleAt: (n) => burstAt(n, options.rate),
      ...options.voice,
    },
    session: { ...options.session, sink: ear, recorder: recorded.spool },
  });
  const send = (samples: Int16Array) => call.session.audio(samples);
  const microphone = new BeepingMicrophone(clock, send, options.frameMs);
  return {
    call,
    microphone,
    ear,
    // The next frame of the microphone carries it, so that no frame is one too many.
    speech: (active) => call.activity.next(active ? 'start' : 'end'),
    wrote: (text) => call.recogniser.final(text),
    end: async () => {
      microphone.stop();
      void call.session.end('trainee_hung_up');
      await clock.advance(3_000);
      const heard = ear.bursts;
      const { trainee, persona, durationMs } = await recorded.mixed(call.events);
      // The codec swallows the first instant.
      const said = microphone.bursts.found.filter(({ startMs }) => startMs > 100);
      const kept = trainee.filter(({ startMs }) => startMs > 100);
      return {
        trainee: offBy(kept, said),
        persona: offBy(persona, heard),
        beeps: heard.length,
        durationMs,
      };
    },
  };
};

/** One model in place of recogniser, language model and voice. */
const startRealtime = (): Started => {
  const clock = new VirtualClock();
  const speaker = new ScriptedSpeechToSpeech(clock, {
    replies: [LONG],
    sampleAt: (n) => burstAt(n, 24_000),
  });
  const started = start({
    clock,
    rate: 24_000,
    session: {
      engine: 'realtime',
      speechToSpeech: speaker,
      languageModel: null,
      textToSpeech: null,
      speechToText: null,
      voiceActivity: null,
    },
  });
  return {
    ...started,
    speech: (active) =>
      speaker.emit(
        active ? { type: 'speech_started', sinceMs: 60 } : { type: 'speech_ended', sinceMs: 200 },
      ),
    wrote: (text) => speaker.emit({ type: 'final', text }),
  };
};

const ask = async ({ call, speech, wrote }: Started, ms = 800): Promise<void> => {
  speech(true);
  await call.clock.advance(ms);
  speech(false);
  await call.clock.advance(50);
  wrote('Why did you stay with them?');
};

const heardFor = async ({ call, ear }: Started, ms: number): Promise<void> => {
  await call.clock.until(() => ear.sounding);
  await call.clock.advance(ms);
};

const greeted = async (started: Started): Promise<Started> => {
  started.call.session.start();
  await started.call.clock.until(() => started.call.count('turn.spoken') === 1);
  return started;
};

const engines: [string, () => Started][] = [
  ...[8_000, 16_000, 24_000, 48_000].map((rate): [string, () => Started] => [
    `the pipeline at ${rate} Hz`,
    () => start({ rate }),
  ]),
  ['one model that hears and speaks', startRealtime],
];

describe.each(engines)('the recording of a call with %s', (_, open) => {
  it('holds both sides where they were heard, within 20 ms', async () => {
    const started = await greeted(open());
    await ask(started);
    await started.call.clock.until(() => started.call.count('turn.spoken') === 2);
    const { beeps, persona, trainee } = await started.end();
    expect(beeps).toBeGreaterThan(8);
    expect(Math.max(trainee, persona)).toBeLessThanOrEqual(WITHIN_MS);
  });

  it('has nothing of what was cut off, and keeps its place after it', async () => {
    const started = await greeted(open());
    await ask(started);
    await heardFor(started, 1_700);
    const before = started.call.count('output.cleared');
    await ask(started, 1_500);
    expect(started.call.count('output.cleared')).toBeGreaterThan(before);
    await started.call.clock.until(() => started.call.count('turn.spoken') === 3);
    const { persona, trainee } = await started.end();
    expect(Math.max(trainee, persona)).toBeLessThanOrEqual(WITHIN_MS);
  });
});

describe('the recording of a call', () => {
  it('keeps its place after a cough that held the persona for a moment', async () => {
    const started = await greeted(start({ rate: 24_000 }));
    await ask(started);
    await heardFor(started, 1_600);
    started.speech(true);
    await started.call.clock.advance(300);
    started.speech(false);
    await started.call.clock.until(() => started.call.count('turn.spoken') === 2);
    expect(started.call.count('output.resumed')).toBeGreaterThan(0);
    const { persona, trainee } = await started.end();
    expect(Math.max(trainee, persona)).toBeLessThanOrEqual(WITHIN_MS);
  });

  it('keeps its place after the page was gone for some seconds', async () => {
    const started = await greeted(start({ rate: 24_000 }));
    await ask(started);
    await heardFor(started, 1_000);
    const segmentId = started.call.last('segment.started').segmentId;
    started.microphone.lose(true);
    started.ear.pause(segmentId);
    await started.call.clock.advance(6_130);
    started.microphone.lose(false);
    started.ear.resume(segmentId, Infinity);
    await started.call.clock.until(() => started.call.count('turn.spoken') === 2);
    const { persona, trainee } = await started.end();
    expect(Math.max(trainee, persona)).toBeLessThanOrEqual(WITHIN_MS);
  });

  it('keeps its place when the voice comes slower than it is played', async () => {
    const started = await greeted(start({ rate: 24_000, voice: { speed: 0.7 } }));
    await ask(started);
    await started.call.clock.until(() => started.call.count('turn.spoken') === 2);
    const { persona, trainee } = await started.end();
    expect(Math.max(trainee, persona)).toBeLessThanOrEqual(WITHIN_MS);
  });

  it.each([
    [0, 0],
    [0, 15],
    [120, 0],
    [120, 15],
  ])(
    'holds what a telephone %i ms away, with %i ms of jitter, has heard and said, as it was there',
    async (oneWayMs, jitterMs) => {
      const { off, beeps, delayMs } = await onTelephone({ oneWayMs, jitterMs });
      // News of both sides takes as long to the service, and a jitter makes it longer.
      expect(delayMs).toBeGreaterThanOrEqual(oneWayMs - 1);
      expect(delayMs).toBeLessThanOrEqual(oneWayMs + jitterMs + CODEC_MS);
      expect(beeps).toBeGreaterThan(8);
      expect(Math.max(off.trainee, off.persona)).toBeLessThanOrEqual(WITHIN_MS);
    },
  );

  it.each([0, 120])(
    'keeps its place where a telephone %i ms away begins each sentence some later than it came',
    async (oneWayMs) => {
      const lateMs = [30, 0, 45, 15, 60];
      const startsLateMs = (sound: number): number => lateMs[sound % lateMs.length] ?? 0;
      const { off, beeps } = await onTelephone({ oneWayMs, startsLateMs });
      expect(beeps).toBeGreaterThan(8);
      expect(Math.max(off.trainee, off.persona)).toBeLessThanOrEqual(WITHIN_MS);
    },
  );
});

/** A call in which the persona is heard, is interrupted and answers, and how far its recording is off. */
const onTelephone = async (line: TelephoneCallOptions['line']) => {
  const spool: { recorded?: RecordedCall } = {};
  const telephone = new TelephoneCall({
    replies: [LONG],
    line,
    voice: { sampleAt: (n) => burstAt(n, MULAW_SAMPLE_RATE) },
    session: {
      recorder: {
        trainee: (samples, atMs) => spool.recorded?.spool.trainee(samples, atMs),
        persona: (id, samples) =>
          spool.recorded?.spool.persona(id, samples) ?? { offsetSamples: 0 },
      },
    },
  });
  const { call, clock, twilio } = telephone;
  const recorded = new RecordedCall(clock);
  spool.recorded = recorded;
  const MINUTE = 60 * MULAW_SAMPLE_RATE;
  twilio.say(Int16Array.from({ length: MINUTE }, (_, at) => burstAt(at, MULAW_SAMPLE_RATE)));
  await telephone.greeted();
  call.activity.next('start');
  await clock.advance(800);
  call.activity.next('end');
  await clock.advance(50);
  call.recogniser.final('Why did you stay with them?');
  await telephone.heardFor(1_700);
  call.activity.next('start');
  await clock.advance(1_500);
  call.activity.next('end');
  call.recogniser.final('May I ask something?');
  await clock.until(() => call.count('turn.spoken') === 3);
  const saidMs = clock.now();
  await telephone.hangUp();

  const { persona, trainee } = await recorded.mixed(call.events);
  const said = Array.from({ length: Math.floor(saidMs / 400) }, (_, beep) => ({
    startMs: beep * 400,
    endMs: beep * 400 + 40,
  }));
  const inside = ({ startMs }: Burst) => startMs > 300 && startMs < saidMs - 400;
  const delays = trainee.filter(inside).map(({ startMs }) => startMs % 400);
  const delayMs = delays.sort((a, b) => a - b)[Math.floor(delays.length / 2)] ?? NaN;
  const later = ({ startMs, endMs }: Burst): Burst => ({
    startMs: startMs + delayMs,
    endMs: endMs + delayMs,
  });
  const heard = burstsOfSounds(twilio.heard);
  const off = {
    persona: offBy(persona, heard.map(later)),
    trainee: offBy(trainee.filter(inside), said.map(later).filter(inside)),
  };
  return { off, delayMs, beeps: heard.length };
};
