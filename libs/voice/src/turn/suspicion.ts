import { holdOutput } from './overlap';
import { CALM_MS, LONGEST_CALM_MS, STALLED_REPLY_MS, SUSPECTED_HOLD_MS } from './policy';
import type { Step } from './step';
import { arm } from './step';

/**
 * A sound over the persona of which nobody knows yet whether it is speech. The voice is held at once
 * and goes on by itself when no speech follows: nothing was said, no turn begins, nothing is learnt.
 * Noise that does so again and again is believed ever less.
 */

export function speechSuspected(step: Step, sinceMs: number): void {
  const { config, phase, speech, suspicion } = step.state;
  if (phase !== 'speaking' || speech.active || step.atMs < suspicion.calmUntilMs) return;
  // A policy that holds later than this has a detector's word by then.
  if (sinceMs < config.softPauseAfterMs) return;
  holdOutput(step);
  step.state.suspicion = { ...suspicion, held: true };
  arm(step, 'resume', SUSPECTED_HOLD_MS);
}

/** It was speech. */
export function suspicionConfirmed(step: Step): void {
  step.state.suspicion = { ...step.state.suspicion, held: false, nextCalmMs: CALM_MS };
}

/** It was none. */
export function suspicionOver(step: Step): void {
  const { nextCalmMs } = step.state.suspicion;
  step.state.suspicion = {
    held: false,
    calmUntilMs: step.atMs + nextCalmMs,
    nextCalmMs: Math.min(nextCalmMs * 2, LONGEST_CALM_MS),
  };
  step.state.phase = 'speaking';
  step.effects.push({ type: 'resumeOutput' });
  arm(step, 'stall', STALLED_REPLY_MS);
}
