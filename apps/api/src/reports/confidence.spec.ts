import { liftOf, meanOf, type Moments } from './confidence';

const of = (...scores: number[]): Moments => ({
  n: scores.length,
  sum: scores.reduce((sum, score) => sum + score, 0),
  squares: scores.reduce((sum, score) => sum + score * score, 0),
});

describe('A mean of scores', () => {
  it.each([
    ['of none is unknown', of(), { n: 0, mean: null, low: null, high: null }],
    ['of one has no band', of(70), { n: 1, mean: 70, low: null, high: null }],
    ['of equal ones has no width', of(60, 60, 60), { n: 3, mean: 60, low: 60, high: 60 }],
    // Standard deviation 10, standard error 5.7735, times 1.96.
    ['has its band', of(50, 60, 70), { n: 3, mean: 60, low: 48.7, high: 71.3 }],
    ['has no band beyond the scale', of(80, 100), { n: 2, mean: 90, low: 70.4, high: 100 }],
  ])('%s', (_name, moments, expected) => {
    expect(meanOf(moments)).toEqual(expected);
  });
});

describe('A lift', () => {
  it('is likely where its band does not hold zero', () => {
    expect(liftOf(of(40, 42, 41, 43), of(60, 62, 61, 63))).toEqual({
      points: 20,
      low: 18.2,
      high: 21.8,
      likely: true,
    });
  });

  it('is chance where it does', () => {
    expect(liftOf(of(30, 70), of(40, 80))).toMatchObject({ points: 10, likely: false });
  });

  it.each([
    [of(50), of(60, 70)],
    [of(50, 60), of()],
  ])('needs two scores on either side', (earlier, later) => {
    expect(liftOf(earlier, later)).toBeNull();
  });
});
