import { questionsIn } from '../text/questions';
import { createBrain } from './create-brain';
import { kindOfQuestion, type QuestionKind } from './question-kind';
import { personaOf, SEEDS, talk } from './talk.fixture';

describe('what a question wants', () => {
  it.each<[string, QuestionKind]>([
    ['What happens when an approval is late?', 'whatIf'],
    ['What does that cost you each month?', 'howMuch'],
    ['How many people use it?', 'howMuch'],
    ['When do you close the books?', 'when'],
    ['Who uses them most?', 'who'],
    ['Why do you use those?', 'why'],
    ['So why not?', 'whyNot'],
    ['Do you ride a lot?', 'yesNo'],
    ['Have you looked at alternatives?', 'yesNo'],
    ['Does that make sense?', 'opinion'],
    ['And how do you measure that?', 'how'],
    ['What have you tried?', 'what'],
  ])('"%s" wants %s', (question, kind) => {
    expect(kindOfQuestion(question)).toBe(kind);
  });

  it.each([
    [
      'so i was wondering how do you currently handle your reporting',
      'how do you currently handle',
    ],
    ['yeah it was nice do you have any plans for the weekend', 'do you have any plans'],
    ['oh cool what kind of music do you play', 'what kind of music do you play'],
  ])('is found in "%s", which has no marks at all', (text, start) => {
    expect(questionsIn(text).join(' ')).toContain(start);
  });

  it.each([
    'my boss who was the manager of the shop left',
    'when i was there we had three trucks',
    'that is what i did and where i worked',
  ])('is not found in "%s"', (text) => {
    expect(questionsIn(text)).toEqual([]);
  });

  it('gets a yes or a no from a buyer', () => {
    for (const seed of SEEDS) {
      for (const key of ['sarah', 'james', 'robert']) {
        const replies = talk(createBrain(personaOf(key), { seed }), [
          'Hi, this is Dana from Brightline.',
          'Are you happy with that?',
        ]);
        expect(replies.at(-1)?.text).toMatch(
          /\b(yes|yeah|no|nope|not|mostly|most|generally|depends|less|so)\b/i,
        );
      }
    }
  });
});
