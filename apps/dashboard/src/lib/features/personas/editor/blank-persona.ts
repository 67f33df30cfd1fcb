import type { PersonaDefinition } from '@sparline/personas';

/** Where a new persona starts: the numbers are the middle of the road, the words are the author's. */
export const blankPersona = (): PersonaDefinition => ({
  name: '',
  title: '',
  mode: 'cold_call',
  tagline: '',
  background: '',
  voice: 'alloy',
  voiceDescription: '',
  styles: [],
  openings: [''],
  challenges: [{ topic: '', lines: [''], concessions: [] }],
  hiddenNeeds: [],
  questions: [],
  speech: {
    fillers: ['um', 'well'],
    acknowledgements: ['right', 'I see'],
    disfluency: 0.3,
    delivery: '',
  },
  knobs: { patience: 0.5, skepticism: 0.5, talkativeness: 0.5 },
  realism: {},
});
