import type { TurnEffect } from '../turn/turn.types';
import type { SessionPhrases } from './session-options';

type SpeakPhrase = Extract<TurnEffect, { type: 'speakPhrase' }>;

/** A phrase after the opening, new each time it is asked for; null where there is nothing to say. */
export function laterPhrase(phrases: SessionPhrases, effect: SpeakPhrase): string | null {
  switch (effect.phrase) {
    case 'nudge':
      return phrases.nudge(effect.nudge);
    case 'notice':
      return phrases.notice?.() ?? null;
    case 'closing':
      return phrases.closing(effect.reason ?? 'failed');
    case 'apology':
      return phrases.apology();
    case 'opening':
      return null;
  }
}
