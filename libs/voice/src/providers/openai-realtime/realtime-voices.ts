/** What the Realtime API speaks with; the catalogue's other names sound like the nearest of these. */
const VOICES: Readonly<Record<string, string>> = {
  alloy: 'alloy',
  ash: 'sage',
  ballad: 'ballad',
  coral: 'coral',
  echo: 'echo',
  sage: 'ash',
  shimmer: 'shimmer',
  verse: 'verse',
  marin: 'marin',
  cedar: 'cedar',
  fable: 'ballad',
  nova: 'marin',
  onyx: 'cedar',
};
const ANY_OTHER = 'marin';

/** The Realtime voice of a catalogue name; an operator's own choice goes first. */
export function realtimeVoice(name: string, own: Readonly<Record<string, string>> = {}): string {
  if (Object.hasOwn(own, name)) return own[name] ?? ANY_OTHER;
  return (Object.hasOwn(VOICES, name) ? VOICES[name] : undefined) ?? ANY_OTHER;
}
