import { EnergyVoiceActivity } from '../../audio/energy-voice-activity';
import { concatSamples } from '../../audio/pcm';
import { Resampler } from '../../audio/resampler';
import { SystemClock } from '../../clock/system-clock';
import { knocking, mixed, sineTone, typing, whiteNoise } from '../../testing/room-sounds';
import { type HeardChange, SileroEar } from '../../testing/silero-ear';
import { threadFile } from '../../threads/thread-file';
import { EspeakTextToSpeech } from '../espeak/espeak-text-to-speech';
import { SileroThread } from './silero-thread';

// On a busy machine the thread alone may need seconds to load the model.
jest.setTimeout(60_000);

const ROOM_DBFS = -60;
const BEFORE_MS = 1000;
const AFTER_MS = 600;

const quiet = (ms: number): Int16Array => whiteNoise(ms, ROOM_DBFS);
const inTheRoom = (sound: Int16Array): Int16Array[] => [
  quiet(BEFORE_MS),
  mixed(sound, quiet(sound.length / 16)),
  quiet(AFTER_MS),
];

async function spoken(text: string, voice: string): Promise<Int16Array> {
  const voices = new EspeakTextToSpeech();
  const parts: Int16Array[] = [];
  const request = { text, voice, turnId: 'turn', signal: new AbortController().signal };
  for await (const event of voices.synthesize(request)) {
    if (event.type === 'audio') parts.push(event.samples);
  }
  await voices.close();
  const resampler = await Resampler.create(voices.sampleRate, 16_000);
  const samples = resampler.process(concatSamples(parts)).slice();
  resampler.close();
  return trimmed(samples);
}

/** Without the silence that the voice puts around its words. */
function trimmed(samples: Int16Array): Int16Array {
  const isLoud = (sample: number): boolean => Math.abs(sample) > 300;
  return samples.subarray(samples.findIndex(isLoud), samples.findLastIndex(isLoud) + 1);
}

function startsByLoudness(sounds: readonly Int16Array[]): number {
  const energy = new EnergyVoiceActivity();
  return energy.push(concatSamples(sounds)).filter(({ type }) => type === 'start').length;
}

/** When each change really was, as the detector tells. */
const momentOf = (change: HeardChange | undefined): number =>
  change ? change.atMs - change.sinceMs : Number.NaN;

(EspeakTextToSpeech.available() ? describe : describe.skip)('SileroVoiceActivity', () => {
  const problems: string[] = [];
  const thread = new SileroThread({
    clock: new SystemClock(),
    file: () => threadFile(__dirname, 'silero'),
    onProblem: ({ message }) => problems.push(message),
  });
  let speech: Int16Array;
  let other: Int16Array;
  let speechMs: number;

  beforeAll(async () => {
    speech = await spoken('Well, we have tried that before and it did not work.', 'coral');
    other = await spoken('Who is this again?', 'ash');
    speechMs = speech.length / 16;
  });
  afterEach(() => expect(problems).toEqual([]));
  afterAll(() => thread.close());

  async function listen(sounds: readonly Int16Array[], sampleRate = 16_000): Promise<SileroEar> {
    const ear = await new SileroEar(thread, { sampleRate }).opened();
    await ear.hear(sounds);
    ear.detector.close();
    return ear;
  }

  it.each([-60, -40])('finds an utterance over noise of %i dBFS where it is', async (dbfs) => {
    // The room is known after three seconds at most.
    const startMs = 3500;
    const endMs = startMs + speechMs;
    const sounds = concatSamples([quiet(startMs), speech, quiet(AFTER_MS)]);
    const { heard } = await listen([mixed(sounds, whiteNoise(sounds.length / 16, dbfs))]);
    expect(heard.map(({ type }) => type)).toEqual(['start', 'end']);
    const [start, end] = heard;
    expect(start?.atMs).toBeLessThanOrEqual(startMs + 120);
    expect(Math.abs(momentOf(start) - startMs)).toBeLessThanOrEqual(60);
    expect(end?.atMs).toBeLessThanOrEqual(endMs + 400);
    expect(Math.abs(momentOf(end) - endMs)).toBeLessThanOrEqual(90);
  });

  it('suspects speech by loudness before the model is sure of it, and not again within it', async () => {
    const { heard, suspectedAtMs } = await listen(inTheRoom(other));
    expect(heard.map(({ type }) => type)).toEqual(['start', 'end']);
    expect(suspectedAtMs).toEqual([expect.any(Number)]);
    expect(suspectedAtMs[0]).toBeLessThanOrEqual(BEFORE_MS + 80);
    expect(suspectedAtMs[0]).toBeLessThanOrEqual(heard[0]?.atMs ?? 0);
  });

  it('hears nearly every frame of an utterance, which it does not without the context', async () => {
    const ear = await listen(inTheRoom(speech));
    const voiced = ear.probabilities.filter((probability) => probability >= 0.5);
    expect(voiced.length / (speechMs / 32)).toBeGreaterThan(0.8);
  });

  it('hears the same at the 8 kHz of a telephone', async () => {
    const sounds = concatSamples(inTheRoom(speech));
    const ear = await listen([sounds.filter((_sample, at) => at % 2 === 0)], 8000);
    expect(ear.heard.map(({ type }) => type)).toEqual(['start', 'end']);
    expect(Math.abs(momentOf(ear.heard[0]) - BEFORE_MS)).toBeLessThanOrEqual(60);
  });

  it.each([
    ['noise that is switched on', whiteNoise(1500, -30)],
    ['a tone', sineTone(1500, 440)],
    ['knocks on the desk', knocking(1500)],
  ])('knows %s from speech, which loudness does not', async (_, sound) => {
    const { heard, probabilities, suspectedAtMs } = await listen(inTheRoom(sound));
    expect(heard).toEqual([]);
    expect(suspectedAtMs.length).toBe(startsByLoudness(inTheRoom(sound)));
    expect(probabilities.length).toBeGreaterThan(20);
    expect(startsByLoudness(inTheRoom(sound))).toBeGreaterThan(0);
  });

  it('hears somebody who speaks while keys are struck', async () => {
    const keys = typing(BEFORE_MS + speechMs + AFTER_MS);
    const { heard } = await listen([mixed(keys, concatSamples(inTheRoom(speech)))]);
    expect(heard[0]?.type).toBe('start');
    expect(momentOf(heard[0])).toBeGreaterThanOrEqual(BEFORE_MS - 160);
  });

  it('asks the model nothing about silence', async () => {
    const { probabilities, audio } = await listen([new Int16Array(32_000), quiet(4000)]);
    expect(probabilities).toEqual([]);
    expect(audio?.done).toBe(0);
  });

  it('stops asking soon after a sound', async () => {
    const { probabilities } = await listen([quiet(BEFORE_MS), knocking(100), quiet(4000)]);
    expect(probabilities.length).toBeGreaterThan(8);
    expect(probabilities.length).toBeLessThan(25);
  });

  it('keeps two calls apart that it judges together', async () => {
    const alone = await listen(inTheRoom(speech));
    const first = await new SileroEar(thread).opened();
    const second = await new SileroEar(thread).opened();
    const sounds = inTheRoom(speech);
    await Promise.all([first.hear(sounds), second.hear(inTheRoom(other))]);
    // Which frame brings an answer back depends on how fast the thread is.
    const found = ({ heard }: SileroEar) =>
      heard.map(({ atMs, sinceMs = 0, type }) => [type, atMs - sinceMs]);
    expect(found(first)).toEqual(found(alone));
    first.probabilities.forEach((probability, at) =>
      expect(probability).toBeCloseTo(alone.probabilities[at] ?? Number.NaN, 4),
    );
    expect(second.heard.map(({ type }) => type)).toEqual(['start', 'end']);
    expect(thread.calls).toBe(2);
    first.detector.close();
    second.detector.close();
    expect(thread.calls).toBe(0);
  });

  it('catches up with frames that came late and all together', async () => {
    const ear = await new SileroEar(thread).opened();
    await ear.hear([quiet(BEFORE_MS)]);
    for (let ms = 0; ms < 500; ms += 20) ear.push(speech.subarray(ms * 16, (ms + 20) * 16));
    await ear.judged();
    ear.push(quiet(20));
    expect(ear.heard.map(({ type }) => type)).toEqual(['start']);
    expect(Math.abs(momentOf(ear.heard[0]) - BEFORE_MS)).toBeLessThanOrEqual(60);
    expect(ear.probabilities.length).toBeGreaterThan(15);
    ear.detector.close();
  });

  it('says nothing once it is closed', async () => {
    const ear = await listen([quiet(100)]);
    expect(ear.detector.push(speech)).toEqual([]);
  });
});
