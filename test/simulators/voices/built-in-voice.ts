import { concatSamples } from '../../../libs/voice/src/audio/pcm';
import { Resampler } from '../../../libs/voice/src/audio/resampler';
import type { TextToSpeech } from '../../../libs/voice/src/ports/text-to-speech';
import { SAMPLE_RATE, type SpokenText, type VoiceScript } from './spoken-text';

type VendorVoices = Readonly<Record<string, { id: string }>>;

/** A text as a voice of our own says it, at 24 kHz; `voice` is a name of the catalogue. */
export async function spokenBy(
  speaker: TextToSpeech,
  text: string,
  voice: string,
): Promise<SpokenText> {
  const { signal } = new AbortController();
  const spoken: SpokenText = { samples: new Int16Array(0), words: [] };
  const parts: Int16Array[] = [];
  for await (const event of speaker.synthesize({ text, voice, turnId: 'simulated', signal })) {
    if (event.type === 'audio') parts.push(event.samples);
    if (event.type === 'words') spoken.words.push(...event.words);
  }
  const resampler = await Resampler.create(speaker.sampleRate, SAMPLE_RATE);
  try {
    return { ...spoken, samples: resampler.process(concatSamples(parts)) };
  } finally {
    resampler.close();
  }
}

/** Lets a vendor's voice sound like the one of our own that has the same name in the catalogue. */
export function builtInVoice(speaker: TextToSpeech, voices: VendorVoices): VoiceScript {
  const names = new Map(Object.entries(voices).map(([name, { id }]) => [id, name]));
  return (text, voiceId) => spokenBy(speaker, text, names.get(voiceId) ?? voiceId);
}
