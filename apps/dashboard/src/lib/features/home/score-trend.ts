type Size = { width: number; height: number };
export type Trend = { points: { x: number; y: number }[]; path: string; words: string };

/** Fewer points of difference than this are chance, not progress. */
const NOTABLE_POINTS = 5;

/** Scores from 0 to 100, oldest first, as a line; nothing to draw below two. */
export const trendOf = (scores: readonly number[], { width, height }: Size): Trend | undefined => {
  if (scores.length < 2) return undefined;
  const points = scores.map((score, place) => ({
    x: (place / (scores.length - 1)) * width,
    y: height - (Math.min(100, Math.max(0, score)) / 100) * height,
  }));
  const path = `M${points.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}`;
  return { points, path, words: wordsOf(scores) };
};

const wordsOf = (scores: readonly number[]): string => {
  const half = Math.ceil(scores.length / 2);
  const change = mean(scores.slice(-half)) - mean(scores.slice(0, half));
  if (Math.abs(change) < NOTABLE_POINTS) return 'Steady';
  return change > 0 ? 'Going up' : 'A dip lately';
};

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
