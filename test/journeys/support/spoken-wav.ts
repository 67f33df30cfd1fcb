import { Resampler } from '../../../libs/voice/src/audio/resampler';
import { encodeWav } from '../../../libs/voice/src/audio/wav';
import { EspeakTextToSpeech } from '../../../libs/voice/src/providers/espeak/espeak-text-to-speech';
import { writeFile } from 'node:fs/promises';

const MICROPHONE_RATE = 48_000;

/** Somebody speaking: a text is said by the built-in voice, a number is a silence in milliseconds. */
export const writeSpeech = async (
  path: string,
  script: readonly (string | number)[],
): Promise<void> => {
  const voice = new EspeakTextToSpeech();
  const resampler = await Resampler.create(voice.sampleRate, MICROPHONE_RATE);
  const parts: Int16Array[] = [];
  try {
    for (const piece of script) {
      if (typeof piece === 'number') parts.push(new Int16Array((piece * MICROPHONE_RATE) / 1_000));
      else parts.push(...(await say(voice, resampler, piece)));
    }
  } finally {
    resampler.close();
    await voice.close();
  }
  const samples = new Int16Array(parts.reduce((total, part) => total + part.length, 0));
  parts.reduce((offset, part) => (samples.set(part, offset), offset + part.length), 0);
  await writeFile(path, encodeWav(samples, MICROPHONE_RATE));
};

const say = async (
  voice: EspeakTextToSpeech,
  resampler: Resampler,
  text: string,
): Promise<Int16Array[]> => {
  const parts: Int16Array[] = [];
  const { signal } = new AbortController();
  for await (const event of voice.synthesize({ text, voice: 'onyx', turnId: 'trainee', signal })) {
    if (event.type === 'audio') parts.push(Int16Array.from(resampler.process(event.samples)));
  }
  return parts;
};
