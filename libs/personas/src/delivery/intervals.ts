/** Half-open stretches of time in milliseconds. */
export type Interval = { startMs: number; endMs: number };

/** Overlapping and touching stretches become one; sorted. */
export const union = (intervals: readonly Interval[]): Interval[] => {
  const sorted = intervals
    .filter(({ startMs, endMs }) => endMs > startMs)
    .sort((a, b) => a.startMs - b.startMs);
  const merged: Interval[] = [];
  for (const { startMs, endMs } of sorted) {
    const last = merged.at(-1);
    if (last && startMs <= last.endMs) last.endMs = Math.max(last.endMs, endMs);
    else merged.push({ startMs, endMs });
  }
  return merged;
};

export const totalMs = (intervals: readonly Interval[]): number =>
  union(intervals).reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);

/** Linear between closest ranks; `share` 0.5 is the median. Values need not be sorted. */
export const quantile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const rank = (sorted.length - 1) * share;
  const lower = sorted[Math.floor(rank)] ?? 0;
  const upper = sorted[Math.ceil(rank)] ?? lower;
  return lower + (upper - lower) * (rank - Math.floor(rank));
};
