/** "0.9 s", "12 s", and "80 ms" where a tenth of a second would hide it. */
export const waitOf = (ms: number): string => {
  if (ms < 95) return `${Math.round(ms)} ms`;
  return ms < 9_950 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms / 1000)} s`;
};

/** To the millisecond below a second, to its hundredth above. */
export const exactWaitOf = (ms: number): string =>
  ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(2)} s`;
