import type { Clock } from '../clock/clock';
import { sleep } from '../clock/sleep';
import { ProviderError } from '../resilience/provider-error';

/** After an abort a provider may still tell what was used, for this long. */
const DRAIN_MS = 1000;

export type StreamGuard = {
  clock: Clock;
  signal: AbortSignal;
  /** The longest wait for the next event. */
  idleMs: number;
  provider: string;
};

/**
 * Reads a provider's stream without trusting it: silence for too long becomes a ProviderError of
 * kind `timeout`, and a stream that ignores its abort is left behind. After an abort whatever still
 * comes is yielded for a moment, for the sake of its usage.
 */
export async function* readProvider<T>(
  stream: AsyncIterable<T>,
  guard: StreamGuard,
): AsyncGenerator<T, void, undefined> {
  const iterator = stream[Symbol.asyncIterator]();
  let done = false;
  try {
    for (;;) {
      const next = await nextWithin(iterator, guard);
      done = next === 'late' || next.done === true;
      if (next === 'late' || next.done) return;
      yield next.value;
    }
  } finally {
    // A generator that hangs would hold up whoever awaits its return.
    if (!done) iterator.return?.().catch(() => undefined);
  }
}

function nextWithin<T>(
  iterator: AsyncIterator<T>,
  guard: StreamGuard,
): Promise<IteratorResult<T> | 'late'> {
  return new Promise((resolve, reject) => {
    const answered = new AbortController();
    iterator
      .next()
      .finally(() => answered.abort())
      .then(resolve, reject);
    void isLate(guard, answered.signal).then((late) => {
      if (!late) return;
      if (guard.signal.aborted) resolve('late');
      else reject(new ProviderError(guard.provider, 'timeout', `Silent for ${guard.idleMs} ms.`));
    });
  });
}

/** False as soon as there is an answer; true when the wait, or that after an abort, is over. */
async function isLate(
  { clock, signal, idleMs }: StreamGuard,
  answered: AbortSignal,
): Promise<boolean> {
  await sleep(clock, idleMs, AbortSignal.any([signal, answered]));
  if (signal.aborted) await sleep(clock, DRAIN_MS, answered);
  return !answered.aborted;
}
