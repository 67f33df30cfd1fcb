import { CARTESIA_VOICES } from './cartesia/cartesia-voices';
import { AURA_VOICES } from './deepgram/deepgram-voices';
import { ELEVENLABS_VOICES } from './elevenlabs/elevenlabs-voices';
import { espeakVoice } from './espeak/espeak-voices';
import { openAiVoice } from './openai/openai-voices';
import { realtimeVoice } from './openai-realtime/realtime-voices';

/** As the personas that come built in are. */
const GENDERS = {
  alloy: 'woman',
  ash: 'woman',
  ballad: 'man',
  coral: 'woman',
  echo: 'man',
  fable: 'man',
  nova: 'woman',
  onyx: 'man',
  sage: 'man',
  shimmer: 'woman',
  verse: 'man',
} as const;

/** As each vendor's library states them. */
const WOMEN = new Set([
  ...['British Reading Lady', 'Jacqueline', 'Katie', 'British Lady', 'Tessa'],
  ...['Alice', 'Jessica', 'Matilda', 'Lily', 'Sarah'],
  ...['andromeda', 'thalia', 'helena', 'pandora', 'aurora'],
]);
const MEN = new Set([
  ...['Kiefer', 'Confident British Man', 'Blake', 'Classy British Man', 'Ronald', 'Kyle'],
  ...['Brian', 'George', 'Eric', 'Daniel', 'Adam', 'Roger'],
  ...['orion', 'draco', 'arcas', 'hyperion', 'zeus', 'aries'],
]);

/** OpenAI's own. */
const OPENAI_WOMEN = new Set(['alloy', 'coral', 'marin', 'nova', 'sage', 'shimmer']);
const openAiGender = (name: string): string => (OPENAI_WOMEN.has(name) ? 'woman' : 'man');

const genderOf = (name = ''): string =>
  WOMEN.has(name) ? 'woman' : MEN.has(name) ? 'man' : `unknown: ${name}`;
const espeakGender = (name: string): string => (/\+f\d/.test(name) ? 'woman' : 'man');

describe('a catalogue voice', () => {
  it.each(Object.entries(GENDERS))('%s is a %s with every vendor', (name, gender) => {
    expect({
      cartesia: genderOf(CARTESIA_VOICES[name]?.name),
      elevenlabs: genderOf(ELEVENLABS_VOICES[name]?.name),
      deepgram: genderOf(AURA_VOICES[name]),
      openai: openAiGender(openAiVoice(name)),
      realtime: openAiGender(realtimeVoice(name)),
      espeak: espeakGender(espeakVoice(name).name),
    }).toEqual({
      cartesia: gender,
      elevenlabs: gender,
      deepgram: gender,
      openai: gender,
      realtime: gender,
      espeak: gender,
    });
  });

  it('is another one than the others', () => {
    for (const voices of [CARTESIA_VOICES, ELEVENLABS_VOICES, AURA_VOICES]) {
      const names = Object.values(voices).map((voice) => JSON.stringify(voice));
      expect([names.length, new Set(names).size]).toEqual([11, 11]);
    }
  });
});
