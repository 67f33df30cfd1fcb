import type { SpokenWord } from '../../ports/text-to-speech';
import type { EspeakVoice } from './espeak-voices';

/** What the voice's thread takes and gives. */
export type EspeakJob = { text: string; voice: EspeakVoice };

export type EspeakItem =
  { type: 'audio'; samples: Int16Array } | { type: 'words'; words: SpokenWord[] };

export const ESPEAK_SAMPLE_RATE = 24_000;
