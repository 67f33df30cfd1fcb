import { trendOf } from './score-trend';

const SIZE = { width: 100, height: 50 };

describe('trendOf', () => {
  it('draws nothing from a single score', () => {
    expect(trendOf([80], SIZE)).toBeUndefined();
  });

  it('puts the best at the top, the oldest at the left', () => {
    expect(trendOf([0, 100], SIZE)).toMatchObject({
      points: [
        { x: 0, y: 50 },
        { x: 100, y: 0 },
      ],
      path: 'M0.0 50.0L100.0 0.0',
    });
  });

  it.each([
    [[40, 45, 60, 70], 'Going up'],
    [[70, 72, 50, 48], 'A dip lately'],
    [[60, 62, 61, 63], 'Steady'],
    [[50, 90, 50], 'Steady'],
  ])('says of %j: %s', (scores, words) => {
    expect(trendOf(scores, SIZE)?.words).toBe(words);
  });
});
