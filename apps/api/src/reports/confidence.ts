import type { Lift, MeanScore } from './progress-report.schemas';

/** So many standard errors to either side hold the true value 95 times out of 100. */
const Z = 1.96;

/** Count, sum and sum of squares, which is all that a mean and its band need. */
export type Moments = { n: number; sum: number; squares: number };

/** A band is no wider than scores are. */
export const meanOf = (moments: Moments): MeanScore => {
  const { n } = moments;
  if (n === 0) return { n, mean: null, low: null, high: null };
  const mean = moments.sum / n;
  if (n < 2) return { n, mean: tenth(mean), low: null, high: null };
  const half = Z * Math.sqrt(varianceOf(moments) / n);
  return {
    n,
    mean: tenth(mean),
    low: tenth(Math.max(0, mean - half)),
    high: tenth(Math.min(100, mean + half)),
  };
};

/** How much higher the later scores are, by Welch's standard error; null below two on either side. */
export const liftOf = (earlier: Moments, later: Moments): Lift | null => {
  if (earlier.n < 2 || later.n < 2) return null;
  const points = later.sum / later.n - earlier.sum / earlier.n;
  const half = Z * Math.sqrt(varianceOf(earlier) / earlier.n + varianceOf(later) / later.n);
  const [low, high] = [points - half, points + half];
  return { points: tenth(points), low: tenth(low), high: tenth(high), likely: low > 0 || high < 0 };
};

/** Of a sample; rounding must not make it negative. */
const varianceOf = ({ n, sum, squares }: Moments): number =>
  Math.max(0, (squares - (sum * sum) / n) / (n - 1));

const tenth = (value: number): number => Math.round(value * 10) / 10;
