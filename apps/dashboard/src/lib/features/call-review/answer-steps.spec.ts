import { answerOf, type TurnTiming } from './answer-steps';

const MADE = { firstTokenMs: 300, firstSentenceMs: 80, firstAudioMs: 90, transportMs: 130 };
const timing = (more: Partial<TurnTiming>): TurnTiming => ({
  turnId: 'p1',
  speculated: false,
  ...more,
});

describe('how an answer came about', () => {
  it('is told step by step, from the last sound to the first', () => {
    const answer = answerOf(timing({ ...MADE, eotDelayMs: 300, responseMs: 900 }), 'you');
    expect(answer).toEqual({
      words: 'answered 0.9 s after you stopped',
      early: null,
      steps: [
        { name: 'waiting for the end of the turn', ms: 300 },
        { name: 'until the first word was written', ms: 300 },
        { name: 'until there was a sentence to say', ms: 80 },
        { name: 'until the voice began to speak it', ms: 90 },
        { name: 'on the way to the ear', ms: 130 },
      ],
    });
  });

  it('shows what no step accounts for', () => {
    const answer = answerOf(timing({ eotDelayMs: 300, firstTokenMs: 200, responseMs: 900 }), 'Tia');
    expect(answer?.steps.at(-1)).toEqual({ name: 'for the rest', ms: 400 });
  });

  it('counts of an early start only what was still waited for', () => {
    const early = { ...MADE, speculated: true, eotDelayMs: 300, responseMs: 450, savedMs: 470 };
    expect(answerOf(timing(early), 'Tia')).toEqual({
      words: 'answered 0.5 s after Tia stopped',
      early: 'begun early, which saved 0.5 s',
      steps: [
        { name: 'waiting for the end of the turn', ms: 300 },
        { name: 'for the rest', ms: 150 },
      ],
    });
  });

  it('of a typed turn begins with its words', () => {
    const answer = answerOf(timing(MADE), 'Tia');
    expect(answer).toMatchObject({
      words: 'answered 0.6 s after the words were there',
    });
    expect(answer?.steps).toHaveLength(4);
  });

  it.each([
    ['that nobody heard', { firstTokenMs: 300, firstSentenceMs: 80, firstAudioMs: 90 }],
    ['of which a step is missing', { firstTokenMs: 300, transportMs: 80 }],
    ['that was stopped at once', {}],
  ])('is not told of one %s', (_name, more) => {
    expect(answerOf(timing(more), 'Tia')).toBeUndefined();
  });
});
