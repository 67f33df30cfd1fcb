import { personaOf } from '../talk.fixture';
import { gistOf } from './gist';

describe('the gist of a question', () => {
  it.each([
    [
      'Tell me a bit about yourself, and how you came to be interested in this role.',
      'who you are and what brings you here',
    ],
    [
      'Tell me about a time you had to learn something new in a hurry.',
      'a time you had to learn something new in a hurry',
    ],
    [
      'When did you last have to convince someone who did not want to be convinced?',
      'a time when you had to convince someone who did not want to be convinced',
    ],
    [
      'When have you led people without being their boss?',
      'a time when you led people without being their boss',
    ],
    ['Why us, of all the places that do something similar?', undefined],
  ])('of "%s" is "%s"', (question, gist) => {
    expect(gistOf(question)).toBe(gist);
  });

  it('reads as a noun phrase for every question of the bank that has one', () => {
    for (const question of personaOf('rachel').questions) {
      expect(gistOf(question) ?? 'a').toMatch(/^(a|an|the|something|who) |^a$/);
    }
  });
});
