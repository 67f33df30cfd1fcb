import { createBrain } from '../create-brain';
import { personaOf, SEEDS, talk } from '../talk.fixture';

const lastOf = (seed: number, ...turns: string[]): string =>
  talk(createBrain(personaOf('alex'), { seed }), turns).at(-1)?.text ?? '';

describe('a colleague in small talk', () => {
  it.each([
    ['Do you ride a lot?', /\b(yes|no|not|sometimes|bit)\b/i],
    ['Do you want to come along?', /love to|count me in|sounds fun/i],
    ['Do you think I should start again?', /think you should|yes/i],
    ['Really?', /really|swear|not making|true/i],
    ['What is your name?', /Alex/],
    ['Do you know a good place for lunch?', /lunch/],
    ['What do you do here?', /sign-up/],
  ])('answers "%s"', (question, expected) => {
    for (const seed of SEEDS) {
      expect([seed, lastOf(seed, 'I am good, thanks.', question)]).toEqual([
        seed,
        expect.stringMatching(expected),
      ]);
    }
  });

  it('does not ask back what it was just asked', () => {
    for (const seed of SEEDS) {
      expect(lastOf(seed, 'Hi!', 'Do you know a good place for lunch?')).not.toContain(
        'for lunch I should know',
      );
    }
  });

  it('comes back to what it was told, not to what it was asked', () => {
    for (const seed of SEEDS) {
      const said = lastOf(
        seed,
        'How was your weekend?',
        'What happened with the bread?',
        'It is a long day.',
        'Yes, we all know that.',
        'I will go now, bye!',
      );
      expect(said).not.toMatch(/our weekend|the bread/);
    }
  });

  it('speaks of its own weekend when the other asks "how was yours"', () => {
    for (const seed of SEEDS) {
      const said = lastOf(seed, 'Great, my weekend was quiet, I slept a lot.', 'How was yours?');
      expect([seed, said]).toEqual([
        seed,
        expect.stringMatching(/sourdough|lake|Saturday|friends over/),
      ]);
    }
  });

  it('says how it is when asked back, also without any marks', () => {
    for (const seed of SEEDS) {
      expect(lastOf(seed, 'hey alex yeah im doing okay how about you')).toMatch(
        /I am good|Pretty good|surviving|Doing all right/i,
      );
    }
  });

  it('feels with somebody who had a bad day, and does not call it nice', () => {
    for (const seed of SEEDS) {
      const said = lastOf(seed, 'I am okay.', 'My car broke down and now my kid is sick.');
      expect(said).not.toMatch(/nice|love that|jealous|cool/i);
      expect(said).toMatch(/sorry|oh no|oh dear|ouch|easy|annoying/i);
    }
  });

  it('takes a different taste for what it is', () => {
    for (const seed of SEEDS) {
      expect(lastOf(seed, 'I hate coffee.')).toMatch(
        /fair|respect|argue|point taken|one would say|take it back|agree on/i,
      );
    }
  });
});
