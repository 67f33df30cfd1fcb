import type { LatencyReport } from '$lib/api/types';

export type Stage = LatencyReport['total'][number]['stage'];

/** In the order they pass. */
export const STAGE_WORDS: Record<Stage, { name: string; meaning: string }> = {
  eotDelay: {
    name: 'End of the turn',
    meaning: 'From the last sound of the trainee until the turn counted as ended',
  },
  finalDelay: {
    name: 'Final transcript',
    meaning: 'From the last sound of the trainee until the recogniser had written it all down',
  },
  firstToken: { name: 'First word written', meaning: 'Until the language model began to answer' },
  firstSentence: {
    name: 'First sentence',
    meaning: 'From the first word until there was something to say',
  },
  firstAudio: { name: 'First sound made', meaning: 'Until the voice began to speak it' },
  transport: { name: 'Way to the ear', meaning: 'Until it was heard, as the far end reports' },
  response: {
    name: 'Heard',
    meaning: 'All of it: from the last sound of the trainee to the first sound of the persona',
  },
  saved: {
    name: 'Saved by an early start',
    meaning: 'What beginning before the turn had ended for sure has taken off the wait',
  },
};

export const STAGES = Object.keys(STAGE_WORDS) as Stage[];
