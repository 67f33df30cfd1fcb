import { isJunk } from './lexicon';
import { hearsEcho, recordTurn, unheard } from './listening';
import type { Step } from './step';
import { silence, textOf } from './step';
import type { CollectedTurn, TurnConfig } from './turn.types';

/**
 * Turns that count before anybody has written down what was said in them: the model has heard it.
 * Their words follow, in the order of the utterances, and put the record right.
 */

/** Speech has ended, and whether it was words is not known yet. */
export function isUnwritten({ wordless }: TurnConfig, turn: CollectedTurn): boolean {
  return wordless === true && turn.awaited > 0;
}

/** Nothing to answer, as far as it is known. */
export function isEmpty(config: TurnConfig, turn: CollectedTurn): boolean {
  return isJunk(textOf(turn)) && !isUnwritten(config, turn);
}

export function awaitsWords({ state }: Step): boolean {
  return state.unwritten.length > 0;
}

/** The words of the oldest committed turn that waits for any. False when none does. */
export function writeDown(step: Step, said: { text: string; heard?: string }): boolean {
  const [oldest, ...others] = step.state.unwritten;
  if (!oldest) return false;
  const { reply } = step.state;
  const text = hearsEcho(step, said.text, said.heard) ? '' : said.text.trim();
  const finals = text === '' ? oldest.finals : [...oldest.finals, text];
  const turn = { ...oldest, finals, interim: '', awaited: oldest.awaited - 1 };
  step.state.unwritten = turn.awaited > 0 ? [turn, ...others] : others;
  const isAnswered = reply?.turn?.id === turn.id;
  if (reply && isAnswered) step.state.reply = { ...reply, turn };
  if (!isJunk(textOf(turn))) recordTurn(step, turn, 'silence');
  else if (turn.awaited === 0 && isAnswered) dropNoise(step, turn);
  return true;
}

/** It was a noise, and the answer to it is not audible yet: nobody need know. */
function dropNoise(step: Step, turn: CollectedTurn): void {
  const { phase, speech } = step.state;
  if (phase !== 'thinking' || speech.active) return;
  silence(step);
  step.state.turn = turn;
  unheard(step);
}
