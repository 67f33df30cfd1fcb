/** Dollars for a spreadsheet, to the micro-dollar. */
export const usdOf = (microUsd: number): string => (microUsd / 1_000_000).toFixed(6);

/** What a minute came to; null where nobody practised. */
export const perMinute = (microUsd: number, durationMs: number): number | null =>
  durationMs > 0 ? Math.round((microUsd * 60_000) / durationMs) : null;
