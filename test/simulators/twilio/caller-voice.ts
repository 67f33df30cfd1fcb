import { MULAW_SAMPLE_RATE } from '../../../libs/voice/src/audio/mulaw';
import { Resampler } from '../../../libs/voice/src/audio/resampler';
import type { TextToSpeech } from '../../../libs/voice/src/ports/text-to-speech';
import { spokenBy } from '../voices/built-in-voice';
import { beeps, SAMPLE_RATE } from '../voices/spoken-text';

/** A text as it leaves the caller's mouth, at 8 kHz. */
export type CallerVoice = (text: string) => Promise<Int16Array>;

/** The built-in voice where there is one, a beep for each word where there is none. */
export const callerVoice =
  (speaker?: TextToSpeech, name = 'coral'): CallerVoice =>
  async (text) => {
    const { samples } = speaker ? await spokenBy(speaker, text, name) : await beeps(text, name);
    return toTelephone(samples, SAMPLE_RATE);
  };

/** Sound of any rate as a telephone carries it. */
export async function toTelephone(samples: Int16Array, sampleRate: number): Promise<Int16Array> {
  if (sampleRate === MULAW_SAMPLE_RATE) return samples;
  const resampler = await Resampler.create(sampleRate, MULAW_SAMPLE_RATE);
  try {
    return resampler.process(samples).slice();
  } finally {
    resampler.close();
  }
}
