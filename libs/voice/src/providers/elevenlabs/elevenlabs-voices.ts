export type ElevenLabsVoice = { name: string; id: string };

const ALICE: ElevenLabsVoice = { name: 'Alice', id: 'Xb7hH8MSUJpSbSDYk0k2' };

/**
 * The catalogue's voices as voices that every ElevenLabs account has, chosen to suit the personas
 * that have them. An operator's own choice goes into the provider's `voices`.
 */
export const ELEVENLABS_VOICES: Readonly<Record<string, ElevenLabsVoice>> = {
  alloy: { name: 'Jessica', id: 'cgSgspJ2msm6clMCkdW9' },
  ash: ALICE,
  ballad: { name: 'George', id: 'JBFqnCBsd6RMkjVDRZzb' },
  coral: { name: 'Matilda', id: 'XrExE9yKIg1WjnnlVkGX' },
  echo: { name: 'Eric', id: 'cjVigY5qzO86Huf0OWal' },
  fable: { name: 'Daniel', id: 'onwK4e9ZLuTAKqWW03F9' },
  nova: { name: 'Lily', id: 'pFZP5JQG7iQjIQuC4Bku' },
  onyx: { name: 'Adam', id: 'pNInz6obpgDQGcFmaJgB' },
  sage: { name: 'Brian', id: 'nPczCjzI2devNBz1zQrb' },
  shimmer: { name: 'Sarah', id: 'EXAVITQu4vr4xnSDxMaL' },
  verse: { name: 'Roger', id: 'CwhRBWXzGAHq8TQ4Fs17' },
};

/** ElevenLabs' id of a catalogue name; a British woman's for a name it does not have. */
export function elevenLabsVoiceId(
  name: string,
  own: Readonly<Record<string, string>> = {},
): string {
  if (Object.hasOwn(own, name)) return own[name] ?? ALICE.id;
  const known = Object.hasOwn(ELEVENLABS_VOICES, name) ? ELEVENLABS_VOICES[name] : undefined;
  return (known ?? ALICE).id;
}
