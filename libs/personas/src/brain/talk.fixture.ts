import { BUILT_IN_PERSONAS } from '../catalog/built-in-personas';
import type { PersonaDefinition } from '../persona.schema';
import type { BrainReply, PersonaBrain } from './persona-brain';

export const personaOf = (key: string): PersonaDefinition => {
  const found = BUILT_IN_PERSONAS.find((persona) => persona.key === key);
  if (!found) throw new Error(`no persona ${key}`);
  return found.definition;
};

export const COLD_CALL_KEYS = ['sarah', 'david', 'maria', 'james', 'lisa', 'robert'];
export const ALL_KEYS = [...COLD_CALL_KEYS, 'rachel', 'alex'];
export const SEEDS = Array.from({ length: 25 }, (_, index) => index * 7919 + 1);
export const FEWER_SEEDS = SEEDS.slice(0, 12);

export const talk = (brain: PersonaBrain, turns: readonly string[]): BrainReply[] => {
  const replies = [brain.open()];
  for (const text of turns) {
    if (replies.at(-1)?.hangUp) break;
    replies.push(brain.reply({ text }));
  }
  return replies;
};

export const textOf = (replies: readonly BrainReply[]): string =>
  replies.map(({ text }) => text).join('\n');

export const GOOD_CALL = [
  'Hi, this is Dana from Brightline, did I catch you at a bad time?',
  'Thanks. I read about your company and I wanted to ask: how do you handle reporting and your processes today?',
  'That sounds like a lot of work. What is the biggest challenge for your team with that?',
  'And what are your goals for this year?',
  'I see. We help companies like yours cut that work in half. One customer went from three days to two hours.',
  'I understand that worry, it makes sense. For example, a company like yours started with one person for two weeks and saved 30 percent. What would you need to see?',
  'That is a fair point. We handle the setup ourselves, you can cancel monthly, and a customer in your industry measured it. How does that sound to you?',
  'Makes sense, I would ask the same. We have a report in writing and a reference you can call, and a pilot costs nothing. What else would matter to you?',
  'Would you be open to a 15 minute demo on Thursday at ten?',
  'I hear you. A customer like you had the same concern, and the first week showed 20 percent less effort because we did the setup. How would you measure that?',
  'Could we put 15 minutes in the calendar for Thursday at ten?',
];
export const BYE = 'Perfect, I will send the invite. Thanks for your time, bye!';
