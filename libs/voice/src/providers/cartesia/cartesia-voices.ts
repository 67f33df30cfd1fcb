export type CartesiaVoice = { name: string; id: string };

const BRITISH_READING_LADY: CartesiaVoice = {
  name: 'British Reading Lady',
  id: '71a7ad14-091c-4e8e-a314-022ece01c121',
};

/**
 * The catalogue's voices as voices of Cartesia's public library, chosen to suit the personas that
 * have them. An operator's own choice goes into the provider's `voices`.
 */
export const CARTESIA_VOICES: Readonly<Record<string, CartesiaVoice>> = {
  alloy: { name: 'Jacqueline', id: '9626c31c-bec5-4cca-baa8-f8ba9e84c8bc' },
  ash: BRITISH_READING_LADY,
  ballad: { name: 'Confident British Man', id: '63ff761f-c1e8-414b-b969-d1833d1c870c' },
  coral: { name: 'Katie', id: 'f786b574-daa5-4673-aa0c-cbe3e8534c02' },
  echo: { name: 'Blake', id: 'a167e0f3-df7e-4d52-a9c3-f949145efdab' },
  fable: { name: 'Classy British Man', id: '95856005-0332-41b0-935f-352e296aa0df' },
  nova: { name: 'British Lady', id: '79a125e8-cd45-4c13-8a67-188112f4dd22' },
  onyx: { name: 'Ronald', id: '5ee9feff-1265-424a-9d7f-8e4d431a12c7' },
  sage: { name: 'Kiefer', id: '228fca29-3a0a-435c-8728-5cb483251068' },
  shimmer: { name: 'Tessa', id: '6ccbfb76-1fc6-48f7-b71d-91ac6298247b' },
  verse: { name: 'Kyle', id: 'c961b81c-a935-4c17-bfb3-ba2239de8c2f' },
};

/** Cartesia's id of a catalogue name; the British Reading Lady for a name it does not have. */
export function cartesiaVoiceId(name: string, own: Readonly<Record<string, string>> = {}): string {
  if (Object.hasOwn(own, name)) return own[name] ?? BRITISH_READING_LADY.id;
  const known = Object.hasOwn(CARTESIA_VOICES, name) ? CARTESIA_VOICES[name] : undefined;
  return (known ?? BRITISH_READING_LADY).id;
}
