import type { Mode } from './practice-protocol';

type ModeWords = {
  name: string;
  /** To the greeter's question. */
  answer: string;
  invitation: string;
  briefLabel: string;
  briefHint: string;
};

/** How the modes are called and what a trainee brings to each. */
export const MODE_WORDS: Record<Mode, ModeWords> = {
  cold_call: {
    name: 'Cold call',
    answer: 'Cold call',
    invitation: 'Someone busy picks up. Earn the next minute.',
    briefLabel: 'What do you sell, and what should come of the call?',
    briefHint: 'For example: an invoicing tool for small agencies; a meeting next week.',
  },
  interview: {
    name: 'Job interview',
    answer: 'Interview',
    invitation: 'Real questions, real follow-ups, nothing at stake.',
    briefLabel: 'Which job is it? Paste the advert if you have one.',
    briefHint: 'The questions follow what the job asks for.',
  },
  small_talk: {
    name: 'Small talk',
    answer: 'Small talk',
    invitation: 'A lift, a coffee break, a stranger with a name tag.',
    briefLabel: 'Where do you meet?',
    briefHint: 'For example: the coffee machine on your first day.',
  },
};

export const MODES = Object.keys(MODE_WORDS) as Mode[];
