import { fold, isJunk } from './lexicon';
import type { Step } from './step';
import { collect, discardSpeculation, nextEpoch, textOf } from './step';

/**
 * Replies begun before the turn is known to have ended. One is alive at most; it becomes the answer
 * only when the turn is committed with the same words (see startReply).
 */

/** Prepares an answer to what was said so far, unless there is one to the same words. */
export function speculate(step: Step, text: string): void {
  const { config, speculation, turn } = step.state;
  if (isJunk(text) || turn.speculations >= config.maxSpeculations) return;
  if (speculation && fold(speculation.text) === fold(text)) return;
  discardSpeculation(step);
  const { epoch, turnId } = nextEpoch(step);
  step.state.speculation = { epoch, turnId, text };
  collect(step, { speculations: turn.speculations + 1 });
  step.effects.push({ type: 'speculate', epoch, turnId, answers: turn.id, text });
}

/** The trainee has said something else: what was prepared answers a question nobody asked. */
export function dropUnlessSame(step: Step): void {
  const { speculation, turn } = step.state;
  if (speculation && fold(speculation.text) !== fold(textOf(turn))) discardSpeculation(step);
}
