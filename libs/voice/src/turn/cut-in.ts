import { isJunk } from './lexicon';
import { recordTurn } from './listening';
import type { Step } from './step';
import { arm, forgetTurn, startReply, textOf } from './step';

/** The persona takes the floor from a trainee who goes on too long, as a busy person does. */

/** How long the persona holds out against a trainee who talks on over it. */
const HOLD_OUT_MS = 2500;

/** Enough has been said; words that nobody recognised are nothing to answer. */
export function cutIn(step: Step): void {
  const { turn, turnCount, speech } = step.state;
  if (!speech.active || isJunk(textOf(turn))) return;
  recordTurn(step, turn, 'cut_in');
  step.state.turnCount = Math.max(turnCount, Number(turn.id.slice(1)));
  step.state.nudges = 0;
  step.state.answeredWords = wordsOf(turn.interim).length;
  forgetTurn(step);
  startReply(step, turn, true);
}

/** Whether the trainee has not stopped since the persona cut in. */
export function talksOn({ state }: Step): boolean {
  return state.reply?.cutsIn === true && state.speech.active;
}

/** What is said from here on counts like any other speech over the persona. */
export function stoppedTalking(step: Step): void {
  const { reply } = step.state;
  if (reply?.cutsIn) step.state.reply = { ...reply, cutsIn: false };
}

export function holdOut(step: Step): void {
  arm(step, 'hardInterrupt', HOLD_OUT_MS);
}

/** Without the words of the same utterance that were answered already. */
export function unanswered(step: Step, text: string): string {
  const { answeredWords } = step.state;
  return answeredWords === 0 ? text : wordsOf(text).slice(answeredWords).join(' ');
}

const wordsOf = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');
