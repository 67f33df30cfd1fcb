import { PersonaDefinition } from '@sparline/personas';

export const testPersona = PersonaDefinition.parse({
  name: 'Sarah',
  title: 'Agency owner',
  mode: 'cold_call',
  tagline: 'Runs an agency.',
  background: 'You run an agency.',
  voice: 'ash',
  voiceDescription: 'warm',
  styles: ['friendly'],
  openings: ['This is Sarah.'],
  challenges: [{ topic: 'budget', lines: ['Our budget is spent.'] }],
  speech: { fillers: [], acknowledgements: [], disfluency: 0, delivery: '' },
  knobs: { patience: 0.5, skepticism: 0.5, talkativeness: 0.5 },
});
