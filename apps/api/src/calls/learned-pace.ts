import type { VoiceEvent } from '@sparline/voice';
import type { SpeakingPace } from './speaking-pace.schemas';

/** What a call's log says was learned last; undefined when that is nothing to go by. */
export const learnedPace = (events: readonly VoiceEvent[]): SpeakingPace | undefined => {
  const learned = events.findLast((event) => event.type === 'pace.learned');
  if (!learned) return undefined;
  const pace = { pauseMs: Math.round(learned.pauseMs), pauses: Math.round(learned.pauses) };
  return pace.pauseMs > 0 && pace.pauses > 0 ? pace : undefined;
};
