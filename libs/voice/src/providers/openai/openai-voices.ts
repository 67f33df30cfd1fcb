/**
 * OpenAI's voices for catalogue names that sound otherwise there: the catalogue's `ash` is a woman, and
 * its `sage` a man. All other names are OpenAI's own.
 */
const VOICES: Readonly<Record<string, string>> = { ash: 'sage', sage: 'ash' };

/** The voice to ask for; an operator's own choice goes first, an unknown name is passed as it is. */
export function openAiVoice(name: string, own: Readonly<Record<string, string>> = {}): string {
  const chosen = Object.hasOwn(own, name) ? own[name] : undefined;
  const known = Object.hasOwn(VOICES, name) ? VOICES[name] : undefined;
  return chosen ?? known ?? name;
}
