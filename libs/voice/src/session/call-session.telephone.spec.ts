import { EnergyVoiceActivity } from '../audio/energy-voice-activity';
import type { HeardSound } from '../testing/far-end-buffer';
import { TelephoneCall, type TelephoneCallOptions } from '../testing/telephone-call';

const LONG = 'We looked at three vendors last year. None of them could show any numbers at all.';
const MS_PER_CHARACTER = 50;
const ONE_WAY_MS = 40;
/** Five milliseconds at the beginning of sound that is sent again. */
const FADE_BYTES = 40;

/** The persona is in the middle of its reply, `ms` after the caller began to hear it. */
async function answering(ms: number, options: TelephoneCallOptions = {}): Promise<TelephoneCall> {
  const telephone = new TelephoneCall({
    replies: [LONG, 'Go ahead.'],
    // Pieces that are no whole frames.
    voice: { frameMs: 70, msPerCharacter: MS_PER_CHARACTER },
    ...options,
    line: { oneWayMs: ONE_WAY_MS, ...options.line },
  });
  await telephone.greeted();
  await telephone.call.says('Why did you stay with them?');
  await telephone.heardFor(ms);
  return telephone;
}

/** What Twilio gets of a sound: whole frames. */
const framed = (sound: Buffer): Buffer =>
  Buffer.concat([sound, Buffer.alloc((160 - (sound.length % 160)) % 160, 0xff)]);

/** Everything that was made for these segments. */
const madeFor = (telephone: TelephoneCall, ...segmentIds: string[]): Buffer =>
  Buffer.concat(segmentIds.map((id) => framed(telephone.soundOf(id))));

/** What the caller heard after the greeting. */
const heardReply = ({ twilio }: TelephoneCall): HeardSound[] => twilio.heard.slice(1);

const spoken = ({ call }: TelephoneCall, count: number): (() => boolean) => {
  return () => call.count('turn.spoken') === count;
};

describe('on the telephone', () => {
  test('"mhm" that is recognised before the voice is held leaves no gap', async () => {
    const telephone = await answering(1000);
    const { call, clock } = telephone;
    call.speech(true);
    await clock.advance(50);
    call.recogniser.interim('mhm');
    await clock.advance(400);
    call.recogniser.final('Mhm.');
    call.speech(false);
    await clock.until(spoken(telephone, 2));
    const heard = heardReply(telephone);
    expect(heard).toHaveLength(1);
    expect(madeFor(telephone, 'p2.1', 'p2.2').equals(heard[0]?.mulaw ?? Buffer.of())).toBe(true);
    expect(call.all('interruption').map(({ outcome }) => outcome)).toEqual(['backchannel']);
  });

  test.each([400, 1000, 1777, 2500])(
    'a cough %i ms into the reply holds it, and no sample is lost or said twice but of the cut word',
    async (ms) => {
      const telephone = await answering(ms);
      const { call, clock } = telephone;
      call.speech(true);
      await clock.advance(300);
      expect(telephone.twilio.sounding).toBe(false);
      call.speech(false);
      await clock.until(spoken(telephone, 2));
      const made = madeFor(telephone, 'p2.1', 'p2.2');
      const [before, after, ...more] = heardReply(telephone);
      expect(more).toEqual([]);
      const cut = before?.mulaw ?? Buffer.of();
      expect(made.subarray(0, cut.length).equals(cut)).toBe(true);
      const { segmentId, fromMs } = call.last('output.resumed');
      const start = segmentId === 'p2.1' ? 0 : madeFor(telephone, 'p2.1').length;
      const from = fromMs === undefined ? cut.length - start : fromMs * 8;
      const later = segmentId === 'p2.1' ? madeFor(telephone, 'p2.2') : Buffer.of();
      const rest = framed(telephone.soundOf(segmentId).subarray(from));
      const expected = Buffer.concat([rest, later]).subarray(FADE_BYTES);
      expect(expected.equals(after?.mulaw.subarray(FADE_BYTES) ?? Buffer.of())).toBe(true);
      // It goes on between words or sentences, or at the beginning of the word that was cut.
      const { text } = call.all('segment.started').find((begun) => begun.segmentId === segmentId)!;
      const at = from / 8 / MS_PER_CHARACTER;
      expect(text.slice(0, Math.ceil(at))).toMatch(/[\s.]$|^$/);
      expect(cut.length - start - from).toBeLessThan(8 * MS_PER_CHARACTER * 'vendors'.length);
      expect(call.all('interruption').map(({ outcome }) => outcome)).toEqual(['false']);
      expect(call.last('turn.spoken')).toMatchObject({ heardText: LONG, interrupted: false });
    },
  );

  test('an interruption is silent as soon as it has travelled, and what was heard is exact', async () => {
    const telephone = await answering(1000);
    const { call, clock, twilio } = telephone;
    call.recogniser.interim('hold on');
    const decidedAt = clock.now();
    expect(call.last('interruption')).toMatchObject({ outcome: 'hard', atMs: decidedAt });
    await clock.advance(2000);
    const [heard] = heardReply(telephone);
    const playedMs = (heard?.mulaw.length ?? 0) / 8;
    expect((heard?.atMs ?? 0) + playedMs).toBe(decidedAt + ONE_WAY_MS);
    expect(call.all('turn.spoken').find(({ interrupted }) => interrupted)).toMatchObject({
      heardText: LONG.slice(0, playedMs / MS_PER_CHARACTER).replace(/\s\S*$/, ''),
      estimated: false,
    });
    expect(twilio.protocolErrors).toEqual([]);
  });

  test('an interruption after synthesis is over stops what Twilio still holds', async () => {
    const telephone = await answering(1000);
    const { call, clock, twilio } = telephone;
    const totalMs = madeFor(telephone, 'p2.1', 'p2.2').length / 8;
    await clock.advance(totalMs - 1000 - 200);
    expect(twilio.bufferedMs).toBeCloseTo(200, 5);
    call.session.text('Stop right there.', true, 'typing');
    await clock.advance(300);
    const [heard] = heardReply(telephone);
    expect((heard?.mulaw.length ?? 0) / 8).toBeCloseTo(totalMs - 200 + ONE_WAY_MS, 5);
    expect(call.last('turn.spoken')).toMatchObject({ interrupted: true });
    expect(call.last('turn.spoken').heardText).toBe(LONG.replace(/ all\.$/, ''));
  });

  test('marks that come back after a clear move nothing of the next reply', async () => {
    const quick = { text: LONG, firstTokenMs: 0 };
    const telephone = await answering(1000, {
      replies: [LONG, quick],
      voice: { firstAudioMs: 0 },
    });
    const { call, clock } = telephone;
    call.session.text('Stop right there.', true, 'typing');
    const cutAt = clock.now();
    await clock.until(spoken(telephone, 3));
    const next = call.all('playback.progress').filter(({ segmentId }) => segmentId === 'p3.1');
    expect(next.length).toBeGreaterThan(10);
    expect(next.every(({ atMs, playedMs }) => playedMs <= atMs - cutAt)).toBe(true);
    const [, , reply] = telephone.twilio.heard;
    const made = madeFor(telephone, 'p3.1', 'p3.2');
    const heard = Buffer.from(reply?.mulaw ?? telephone.twilio.heard[1]?.mulaw ?? []);
    expect(heard.subarray(-made.length).equals(made)).toBe(true);
  });

  test('an interruption of the second reply is cut by its own start', async () => {
    const telephone = await answering(1500, { replies: [LONG, LONG, 'Go ahead.'] });
    const { call, clock } = telephone;
    await clock.until(spoken(telephone, 2));
    await call.says('And before that?');
    await telephone.heardFor(700);
    call.recogniser.interim('hold on');
    await clock.advance(100);
    // 50 ms a character; 700 ms and the way of the sound and of the cut.
    expect(call.last('turn.spoken')).toMatchObject({
      heardText: 'We looked at',
      interrupted: true,
    });
    const heard = telephone.twilio.heard.at(-1);
    expect((heard?.mulaw.length ?? 0) / 8).toBeCloseTo(700 + ONE_WAY_MS, 5);
  });
});

/** A voice of 150 Hz with overtones. */
function voice(ms: number): Int16Array {
  return Int16Array.from({ length: ms * 8 }, (_, at) => {
    const seconds = at / 8000;
    const tone = [1, 2, 3].reduce(
      (sum, over) => sum + Math.sin(2 * Math.PI * 150 * over * seconds) / over,
      0,
    );
    return Math.round(6000 * tone);
  });
}

describe('a caller whose line has holes', () => {
  const listening = async (): Promise<TelephoneCall> => {
    const voiceActivity = new EnergyVoiceActivity({ sampleRate: 16_000 });
    const telephone = new TelephoneCall({ session: { voiceActivity } });
    await telephone.greeted();
    await telephone.clock.advance(1000);
    return telephone;
  };

  test('of 400 ms in the middle of a sentence has said one sentence', async () => {
    const { call, clock, twilio } = await listening();
    const samplesBefore = call.recogniser.samplesHeard;
    twilio.say(voice(1600));
    await clock.advance(600);
    twilio.loseMedia(400);
    await clock.advance(1010);
    call.recogniser.final('We help agencies to grow.');
    await clock.advance(3000);
    expect(call.all('turn.committed').map(({ text }) => text)).toEqual([
      'We help agencies to grow.',
    ]);
    expect(call.count('reply.started')).toBe(2);
    // Nothing is missing in the sound either.
    const heardMs = (call.recogniser.samplesHeard - samplesBefore) / 16;
    expect(Math.abs(heardMs - 4610)).toBeLessThanOrEqual(20);
  });

  test('that ends in the middle of a word has come to an end all the same', async () => {
    const { call, clock, twilio } = await listening();
    twilio.say(voice(3000));
    await clock.advance(600);
    twilio.loseMedia(60_000);
    await clock.advance(700);
    expect(call.count('speech.ended')).toBe(0);
    await clock.advance(100);
    expect(call.count('speech.ended')).toBe(1);
  });
});

describe('a caller who hangs up', () => {
  test.each<[string, (telephone: TelephoneCall) => Promise<void> | void]>([
    ['while the persona speaks', () => undefined],
    [
      'while the persona is held',
      async ({ call, clock }) => {
        call.speech(true);
        await clock.advance(200);
      },
    ],
    [
      'while speaking',
      async ({ call, clock }) => {
        call.speech(true);
        await clock.advance(100);
        call.recogniser.interim('hold on a second');
        await clock.advance(300);
      },
    ],
    ['after the reply', async (telephone) => telephone.clock.until(spoken(telephone, 2))],
  ])('%s leaves no timer behind', async (_name, before) => {
    const telephone = await answering(1000);
    await before(telephone);
    await telephone.hangUp();
    expect(telephone.call.ended).toBe('trainee_hung_up');
    expect(telephone.clock.pending).toBe(0);
  });
});
