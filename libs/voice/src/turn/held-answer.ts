import { learnFrom, reclaim, userSpeaks } from './listening';
import type { Step } from './step';
import { arm, cancel, collect, forgetTurn } from './step';

/**
 * The trainee makes a sound while the answer is being prepared. It is held back at once, so that
 * nothing of it plays over the trainee; whether it is taken back is decided by words or duration.
 */

export function holdAnswer(step: Step): void {
  const { config, speech } = step.state;
  cancel(step, 'resume');
  step.effects.push({ type: 'pauseOutput' });
  forgetTurn(step);
  arm(step, 'hardInterrupt', config.thinkingInterruptAfterMs - (step.atMs - speech.startedAtMs));
}

/** The trainee goes on: the answer is dropped, and its turn is open again. */
export function answerInterrupted(step: Step): void {
  const { reply, speech } = step.state;
  if (!speech.active) return;
  if (reply?.turn) learnFrom(step, reply.turn, speech.startedAtMs);
  reclaim(step);
  goesOn(step);
}

/** Speech begins, or goes on after a pause. */
export function goesOn(step: Step): void {
  const { speech, turn } = step.state;
  collect(step, {
    finalised: false,
    released: false,
    endMs: null,
    endNotedMs: null,
    turnEnded: false,
    startMs: turn.startMs ?? speech.startedAtMs,
  });
  userSpeaks(step);
}

/** It was short, and its words, if it had any, may still be on their way. */
export function heldAnswerDue(step: Step): void {
  const { config } = step.state;
  cancel(step, 'hardInterrupt');
  arm(step, 'resume', config.finalBudgetMs);
}

/** A noise; the answer may be heard. */
export function letAnswerGo(step: Step): void {
  forgetTurn(step);
  step.effects.push({ type: 'resumeOutput' });
}
