import { PersonaDefinition } from '@sparline/personas';
import { blankPersona } from './blank-persona';
import { definitionOf, tidied } from './definition-of';
import { sayIssue } from './say-issue';

const WRITTEN: PersonaDefinition = {
  ...blankPersona(),
  name: 'Nina',
  title: 'Buyer',
  tagline: 'Buys.',
  background: 'You buy.',
  styles: ['direct'],
  openings: ['Yes?'],
  challenges: [{ topic: 'Price', lines: ['Too dear.'], concessions: [] }],
};
const complaints = (definition: PersonaDefinition) =>
  (PersonaDefinition.safeParse(definition).error?.issues ?? []).map(
    (issue) => `${issue.path.join('.')}: ${sayIssue(issue)}`,
  );

it('keeps only what an author may change', () => {
  const kept = { id: 'x', version: 3, builtIn: true, createdAt: '', updatedAt: '' };
  expect(definitionOf({ ...WRITTEN, ...kept })).toEqual(WRITTEN);
});

it('drops rows left empty and spaces around words', () => {
  const messy = { ...WRITTEN, openings: ['', ' Yes? ', '  '], questions: [' '] };
  expect(tidied(messy)).toEqual({ ...WRITTEN, openings: ['Yes?'], questions: [] });
});

it('drops what is in the way of nobody: a gatekeeper outside of cold calls, anybody before voicemail', () => {
  const realism = { gatekeeper: true, hold: true };
  expect(tidied({ ...WRITTEN, realism }).realism).toEqual(realism);
  expect(tidied({ ...WRITTEN, mode: 'interview', realism }).realism).toEqual({ hold: true });
  expect(tidied({ ...WRITTEN, realism: { ...realism, voicemail: true } }).realism).toEqual({
    voicemail: true,
  });
});

describe('what is wrong with a persona, in words', () => {
  it('finds nothing wrong with one that is complete', () => {
    expect(complaints(WRITTEN)).toEqual([]);
  });

  it.each([
    [{ name: '  ' }, 'name: This cannot be empty.'],
    [{ openings: [] }, 'openings: Add at least one.'],
    [{ tagline: 'x'.repeat(241) }, 'tagline: At most 240 characters.'],
    [{ styles: Array.from({ length: 9 }, () => 'x') }, 'styles: At most 8 entries.'],
    [{ knobs: { ...WRITTEN.knobs, patience: 1.2 } }, 'knobs.patience: This is too high.'],
    [
      { challenges: [{ topic: '', lines: ['x'], concessions: [] }] },
      'challenges.0.topic: This cannot be empty.',
    ],
  ])('says of %j: %s', (change, words) => {
    expect(complaints({ ...WRITTEN, ...change })).toEqual([words]);
  });
});
