import { concatSamples, EspeakTextToSpeech, Resampler, type SileroPool } from '@sparline/voice';
import { FRAME_MS, QUIET_ROOM, SAMPLE_RATE } from './microphone';

const FRAME_SAMPLES = (SAMPLE_RATE * FRAME_MS) / 1000;
/** Quieter than this before the first word is not yet speech. */
const AUDIBLE = 300;
const LOAD_WITHIN_MS = 30_000;
/** Its WebAssembly is optimised in the background once it runs. */
const OPTIMISED_AFTER_MS = 2500;

export type Saying = { text: string; voice: string };

/** What trainees say, by the built-in voice, each from its first audible sample; none without the voice. */
export async function spokenFrames(sayings: readonly Saying[]): Promise<Int16Array[][]> {
  if (!EspeakTextToSpeech.available()) return [];
  const speech = new EspeakTextToSpeech();
  const spoken: Int16Array[][] = [];
  for (const saying of sayings) spoken.push(await framesOf(speech, saying));
  await speech.close();
  return spoken;
}

async function framesOf(speech: EspeakTextToSpeech, saying: Saying): Promise<Int16Array[]> {
  const parts: Int16Array[] = [];
  const request = { ...saying, turnId: 'bench', signal: new AbortController().signal };
  for await (const event of speech.synthesize(request)) {
    if (event.type === 'audio') parts.push(event.samples);
  }
  const resampler = await Resampler.create(speech.sampleRate, SAMPLE_RATE);
  const samples = resampler.process(concatSamples(parts)).slice();
  resampler.close();
  const from = samples.findIndex((sample) => Math.abs(sample) > AUDIBLE);
  const frames = Math.floor((samples.length - from) / FRAME_SAMPLES);
  return Array.from({ length: frames }, (_frame, at) =>
    samples
      .subarray(from + at * FRAME_SAMPLES, from + (at + 1) * FRAME_SAMPLES)
      .map((sample, index) => sample + (QUIET_ROOM[at % QUIET_ROOM.length]?.[index] ?? 0)),
  );
}

/** Loads the model as the first call of a process does. @throws Error when it cannot be loaded. */
export async function warmUp(pool: SileroPool): Promise<void> {
  const detector = pool.detector(SAMPLE_RATE);
  for (let ms = 0; !pool.isReady; ms += 50) {
    if (ms > LOAD_WITHIN_MS) throw new Error('The Silero model was not loaded in time.');
    detector.push(new Int16Array(FRAME_SAMPLES));
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  detector.close?.();
  await new Promise((resolve) => setTimeout(resolve, OPTIMISED_AFTER_MS));
}
