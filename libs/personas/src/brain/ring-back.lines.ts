import type { Mode, PersonaDefinition } from '../persona.schema';

// First words of a persona who rings the trainee, instead of being rung.

const LINES: Record<Mode, readonly string[]> = {
  cold_call: [
    'Hi, this is {me}. You had asked me to call you back?',
    'Hello, {me} here. I have a message that I should call you back. What is it about?',
    'Hi, {me} speaking. You left word that I should ring. I have a minute, so go ahead.',
  ],
  interview: [
    'Hello, this is {me}. We were going to have our interview now. Shall we begin?',
    'Hi, {me} here, calling about your application. Is this still a good time to talk?',
  ],
  small_talk: [
    'Hey, it is {me}. Nothing urgent, I just felt like a chat. How are you?',
    'Hi, {me} here. I had a minute and thought of you. How is your day going?',
  ],
};

/** What this persona may say once somebody they ring has answered. */
export const ringBackLines = ({ mode, name }: PersonaDefinition): string[] => {
  const [first = name] = name.split(' ');
  const me = mode === 'small_talk' ? first : name;
  return LINES[mode].map((line) => line.replaceAll('{me}', me));
};
