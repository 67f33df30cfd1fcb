/** Voices of Aura-2 by their names, each of which is a model of its own. */
export const AURA_VOICES: Readonly<Record<string, string>> = {
  alloy: 'andromeda',
  ash: 'pandora',
  ballad: 'draco',
  coral: 'thalia',
  echo: 'arcas',
  fable: 'hyperion',
  nova: 'helena',
  onyx: 'zeus',
  sage: 'orion',
  shimmer: 'aurora',
  verse: 'aries',
};

/** A British woman, as with the other vendors. */
const FALLBACK = 'pandora';
const AURA_2 = 'aura-2';

/**
 * The model that speaks for a catalogue name. `aura-2` has a voice for each; any other model is one
 * voice for everybody.
 */
export function auraModel(
  model: string,
  name: string,
  own: Readonly<Record<string, string>> = {},
): string {
  if (model !== AURA_2) return model;
  const known = Object.hasOwn(AURA_VOICES, name) ? AURA_VOICES[name] : undefined;
  const chosen = Object.hasOwn(own, name) ? own[name] : undefined;
  return chosen ?? `${AURA_2}-${known ?? FALLBACK}-en`;
}
