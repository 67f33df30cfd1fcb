import type { Clock } from '../clock/clock';
import { ProviderError } from './provider-error';

export const ABORTED: unique symbol = Symbol('aborted');

export type Deadline = {
  clock: Clock;
  provider: string;
  ms: number;
  signal: AbortSignal;
};

/**
 * The work's own outcome, ABORTED as soon as the signal aborts, or a timeout. The work is not
 * stopped, only no longer waited for: abort what it runs on.
 * @throws ProviderError `timeout`, or what the work throws.
 */
export function withinDeadline<T>(
  work: Promise<T>,
  { clock, provider, ms, signal }: Deadline,
): Promise<T | typeof ABORTED> {
  return new Promise((resolve, reject) => {
    const settle = (): void => {
      timer.cancel();
      signal.removeEventListener('abort', abort);
    };
    const abort = (): void => {
      settle();
      resolve(ABORTED);
    };
    const timer = clock.setTimer(ms, () => {
      settle();
      reject(new ProviderError(provider, 'timeout', `${provider} did not answer in ${ms} ms.`));
    });
    signal.addEventListener('abort', abort, { once: true });
    work.then(
      (value) => {
        settle();
        resolve(value);
      },
      (error: unknown) => {
        settle();
        if (signal.aborted) resolve(ABORTED);
        else reject(error instanceof Error ? error : new Error('failed'));
      },
    );
    if (signal.aborted) abort();
  });
}
