import type { Clock, Timer } from '../clock/clock';
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

/** No AbortController per event: each would cost more than the rest of the way to the sink. */
function nextWithin<T>(
  iterator: AsyncIterator<T>,
  { clock, signal, idleMs, provider }: StreamGuard,
): Promise<IteratorResult<T> | 'late'> {
  return new Promise((resolve, reject) => {
    const drain = (): Timer => clock.setTimer(DRAIN_MS, () => resolve('late'));
    const tooLate = (): void => {
      signal.removeEventListener('abort', aborted);
      reject(new ProviderError(provider, 'timeout', `Silent for ${idleMs} ms.`));
    };
    const aborted = (): void => {
      timer.cancel();
      timer = drain();
    };
    const answered = (): void => {
      timer.cancel();
      signal.removeEventListener('abort', aborted);
    };
    let timer = signal.aborted ? drain() : clock.setTimer(idleMs, tooLate);
    signal.addEventListener('abort', aborted, { once: true });
    iterator.next().finally(answered).then(resolve, reject);
  });
}
