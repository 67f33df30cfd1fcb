import type { Pace, TurnConfig } from './turn.types';

/**
 * What a trainee's own pauses say about how long to wait. Only pauses after words that sounded
 * complete count: after unfinished ones the persona waits anyway.
 */

/** Shorter gaps are breath between words; longer ones are not thinking but being away. */
const SHORTEST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5000;

/**
 * Steps of the estimate upwards and downwards, as shares of the difference. They lead it to the
 * expectile UP / (UP + DOWN) = 6/7 of the pauses (Newey & Powell 1987), found step by step (Robbins &
 * Monro 1951): of evenly spread pauses seven in ten are shorter.
 */
const UP = 0.3;
const DOWN = 0.05;

/** Fewer pauses say nothing about a person. */
const ENOUGH_PAUSES = 3;
/** A little longer than most pauses. */
const MARGIN = 1.1;

export const UNKNOWN_PACE: Pace = { pauseMs: 0, pauses: 0 };

/** The pace with one more pause, in milliseconds; unchanged by what is no pause of thought. */
export function learnPause(pace: Pace, pauseMs: number): Pace {
  if (pauseMs < SHORTEST_PAUSE_MS || pauseMs > LONGEST_PAUSE_MS) return pace;
  const { pauses } = pace;
  if (pauses === 0) return { pauseMs: Math.round(pauseMs), pauses: 1 };
  const difference = pauseMs - pace.pauseMs;
  const step = (difference > 0 ? UP : DOWN) * difference;
  return { pauseMs: Math.round(pace.pauseMs + step), pauses: pauses + 1 };
}

/** Silence after complete words that ends this trainee's turn: the policy's least, or more. */
export function patienceMs(
  { minSilenceMs, maxSilenceMs }: Pick<TurnConfig, 'minSilenceMs' | 'maxSilenceMs'>,
  pace: Pace,
): number {
  if (pace.pauses < ENOUGH_PAUSES) return minSilenceMs;
  return Math.min(maxSilenceMs, Math.max(minSilenceMs, Math.round(pace.pauseMs * MARGIN)));
}
