import type { Clock } from '../clock/clock';
import { sleep } from '../clock/sleep';
import type { UsageSource } from '../ports/usage';
import { linkedAbort } from './abort-link';
import { backoffMs } from './backoff';
import type { CircuitBreaker } from './circuit-breaker';
import { ProviderError } from './provider-error';

export type Stage = 'stt' | 'llm' | 'tts';

export type FallbackOptions = {
  clock: Clock;
  /** One for the whole process. */
  breaker: CircuitBreaker;
  /** Times the same provider is asked again before the next [1]. */
  retries?: number;
  /**
   * Gives up on a provider that has said nothing for so long when there is another to ask; the last
   * one's own limits count, and everybody's by default.
   */
  firstOutputMs?: number;
  onFailure?: (failure: UsageSource & { stage: Stage; error: ProviderError }) => void;
  /** 0 to 1; only tests pass their own. */
  random?: () => number;
};

/** Longer than this nobody waits for the same provider in a conversation. */
const LONGEST_WAIT_MS = 1_000;

export function circuitKey(stage: Stage, { provider, model }: UsageSource): string {
  return `${stage}:${provider}:${model}`;
}

/** What a provider threw, as a ProviderError. */
export function asProviderError(provider: string, error: unknown): ProviderError {
  if (error instanceof ProviderError) return error;
  return new ProviderError(provider, 'server', `${provider} failed unexpectedly.`);
}

/** Those worth asking; when none is, the first all the same. */
export function worthAsking<C extends UsageSource>(
  candidates: readonly C[],
  stage: Stage,
  breaker: CircuitBreaker,
): C[] {
  const closed = candidates.filter((candidate) => !breaker.isOpen(circuitKey(stage, candidate)));
  return closed.length > 0 ? closed : candidates.slice(0, 1);
}

/** How long to wait before asking the same provider again; `undefined` when that is of no use. */
export function retryDelayMs(
  error: ProviderError,
  attempt: { retry: number; hasAlternative: boolean },
  { retries = 1, random }: FallbackOptions,
): number | undefined {
  if (!error.retryable || attempt.retry > retries) return undefined;
  // Who was silent for seconds will be again; somebody else is quicker.
  if (error.kind === 'timeout' && attempt.hasAlternative) return undefined;
  const delayMs = Math.max(error.retryAfterMs ?? 0, backoffMs(attempt.retry, { random }));
  return delayMs <= LONGEST_WAIT_MS ? delayMs : undefined;
}

export type FallbackRun<C extends UsageSource, E> = {
  stage: Stage;
  candidates: readonly C[];
  signal: AbortSignal;
  open: (candidate: C, signal: AbortSignal) => AsyncIterable<E>;
  /** Whether the listener has got something that another provider could not take back. */
  isOutput: (event: E) => boolean;
};

/**
 * The events of the first candidate that gives any output. Before that, failures lead to a retry and
 * then to the next candidate; after it, a failure is the caller's. An abort is nobody's failure.
 * @throws ProviderError of the last candidate.
 */
export async function* firstThatWorks<C extends UsageSource, E>(
  run: FallbackRun<C, E>,
  options: FallbackOptions,
): AsyncGenerator<E, void, undefined> {
  const { stage, signal } = run;
  const asked = worthAsking(run.candidates, stage, options.breaker);
  let last: ProviderError | undefined;
  for (const [index, candidate] of asked.entries()) {
    const hasAlternative = index + 1 < asked.length;
    for (let retry = 1; !signal.aborted; retry++) {
      const progress = { hasOutput: false };
      try {
        const firstOutputMs = hasAlternative ? options.firstOutputMs : undefined;
        return yield* attempt(run, candidate, { options, progress, firstOutputMs });
      } catch (error) {
        last = asProviderError(candidate.provider, error);
        const { provider, model } = candidate;
        options.onFailure?.({ stage, provider, model, error: last });
        if (progress.hasOutput) throw last;
      }
      const delayMs = retryDelayMs(last, { retry, hasAlternative }, options);
      if (delayMs === undefined) break;
      await sleep(options.clock, delayMs, signal);
    }
  }
  if (!signal.aborted) throw last ?? new ProviderError('none', 'server', 'No provider is set up.');
}

type Attempt = {
  options: FallbackOptions;
  progress: { hasOutput: boolean };
  firstOutputMs: number | undefined;
};

async function* attempt<C extends UsageSource, E>(
  run: FallbackRun<C, E>,
  candidate: C,
  { options, progress, firstOutputMs }: Attempt,
): AsyncGenerator<E, void, undefined> {
  const { breaker, clock } = options;
  const key = circuitKey(run.stage, candidate);
  breaker.allows(key);
  const { controller, unlink } = linkedAbort(run.signal);
  const state = { late: false };
  const giveUp = (): void => {
    state.late = true;
    controller.abort();
  };
  const timer = firstOutputMs === undefined ? undefined : clock.setTimer(firstOutputMs, giveUp);
  try {
    for await (const event of run.open(candidate, controller.signal)) {
      if (!progress.hasOutput && run.isOutput(event)) {
        progress.hasOutput = true;
        timer?.cancel();
        breaker.succeeded(key);
      }
      yield event;
    }
    if (state.late) {
      throw new ProviderError(candidate.provider, 'timeout', `${candidate.provider} is too slow.`);
    }
  } catch (error) {
    if (run.signal.aborted) return;
    breaker.failed(key, asProviderError(candidate.provider, error));
    throw error;
  } finally {
    timer?.cancel();
    unlink();
    controller.abort();
    breaker.released(key);
  }
}
