/** A timbre of eSpeak NG with its settings; pitch and range 0 to 99, rate in words per minute. */
export type EspeakVoice = { name: string; pitch: number; range: number; rate: number };

const AMERICAN = 'en-us';
const BRITISH = 'en-gb-x-rp';
const SCOTTISH = 'en-gb-scotland';

/** Catalogue names, so that each persona keeps a voice of its own; far apart in pitch and timbre. */
const VOICES: Readonly<Record<string, EspeakVoice>> = {
  onyx: { name: `${AMERICAN}+m4`, pitch: 22, range: 40, rate: 155 },
  echo: { name: `${AMERICAN}+m1`, pitch: 45, range: 50, rate: 165 },
  sage: { name: `${AMERICAN}+m3`, pitch: 38, range: 55, rate: 165 },
  ballad: { name: `${BRITISH}+m2`, pitch: 62, range: 60, rate: 160 },
  verse: { name: `${AMERICAN}+m7`, pitch: 66, range: 62, rate: 175 },
  fable: { name: `${SCOTTISH}+m3`, pitch: 74, range: 65, rate: 162 },
  cedar: { name: `${AMERICAN}+m6`, pitch: 30, range: 45, rate: 160 },
  alloy: { name: `${AMERICAN}+f1`, pitch: 34, range: 45, rate: 168 },
  ash: { name: `${AMERICAN}+f4`, pitch: 44, range: 50, rate: 168 },
  nova: { name: `${AMERICAN}+f5`, pitch: 62, range: 60, rate: 176 },
  coral: { name: `${AMERICAN}+f2`, pitch: 58, range: 62, rate: 168 },
  marin: { name: `${BRITISH}+f4`, pitch: 50, range: 55, rate: 165 },
  shimmer: { name: `${AMERICAN}+f3`, pitch: 64, range: 68, rate: 172 },
};

const FALLBACK: EspeakVoice = { name: AMERICAN, pitch: 50, range: 50, rate: 165 };

/** The eSpeak voice for a catalogue name; a plain one for names the catalogue does not have. */
export function espeakVoice(name: string): EspeakVoice {
  return Object.hasOwn(VOICES, name) ? (VOICES[name] ?? FALLBACK) : FALLBACK;
}

export const ESPEAK_VOICE_NAMES: readonly string[] = Object.keys(VOICES);
