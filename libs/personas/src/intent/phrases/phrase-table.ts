import type { Mode } from '../../persona.schema';
import type { IntentName } from '../intent';

/** One phrase and what its speaker wants. */
export type ExpectedIntent = {
  phrase: string;
  intent: IntentName;
  mode?: Mode;
  persona?: string;
};

/** Reads lines of `intent | phrase`, where intent may be `switch:mode`, `mode:persona` or `switch:mode:persona`. */
export const phraseTable = (text: string): readonly ExpectedIntent[] =>
  text
    .split('\n')
    .filter((line) => line.includes('|'))
    .map((line) => {
      const [label = '', ...rest] = line.split('|');
      const [intent = 'none', ...details] = label.trim().split(':');
      const phrase = rest.join('|').trim();
      if (intent !== 'switch') return { phrase, intent: intent as IntentName, persona: details[0] };
      return { phrase, intent, mode: details[0] as Mode, persona: details[1] };
    });
