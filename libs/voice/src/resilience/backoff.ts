export type BackoffOptions = {
  /** Of the first retry [100 ms]; doubles with each. */
  baseMs?: number;
  /** [2000 ms] */
  maxMs?: number;
  /** 0 to 1; only tests pass their own. */
  random?: () => number;
};

/**
 * Wait before the `retry`-th retry (from 1): between half and all of an exponential delay, so that
 * many calls that failed together do not come back together.
 */
export function backoffMs(retry: number, options: BackoffOptions = {}): number {
  const { baseMs = 100, maxMs = 2_000, random = Math.random } = options;
  const fullMs = Math.min(maxMs, baseMs * 2 ** (retry - 1));
  return Math.round(fullMs * (0.5 + random() / 2));
}
