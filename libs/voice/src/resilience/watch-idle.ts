import { ABORTED, withinDeadline, type Deadline } from './deadline';

export type IdleLimits = Omit<Deadline, 'ms'> & {
  /** Longest wait for the first value. */
  firstMs: number;
  /** Longest wait for every later one. */
  idleMs: number;
};

/**
 * Passes values on, and gives up on a source that has gone quiet: vendors drop streams without
 * closing them. Only waiting for the source counts, not what the reader does between values. An
 * abort ends the iteration at once, even when the source does not react.
 * @throws ProviderError `timeout`
 */
export async function* watchIdle<T>(
  source: AsyncIterable<T>,
  limits: IdleLimits,
): AsyncGenerator<T, void, undefined> {
  const iterator = source[Symbol.asyncIterator]();
  let ms = limits.firstMs;
  try {
    for (;;) {
      const next = await withinDeadline(iterator.next(), { ...limits, ms });
      if (next === ABORTED || next.done) return;
      yield next.value;
      ms = limits.idleMs;
    }
  } finally {
    // Not awaited: a source that hangs in its own await would hold its reader too.
    iterator.return?.().then(undefined, () => undefined);
  }
}
