/** The trainee's words, as they are recognised or typed, in every phase of the call. */
import { cutIn, talksOn, unanswered } from './cut-in';
import { answerInterrupted } from './held-answer';
import { countWords, fold, isBackchannel, isJunk } from './lexicon';
import {
  addFinal,
  addInterim,
  commit,
  hearsEcho,
  mayHaveEnded,
  reclaim,
  recordTurn,
  unheard,
  userSpeaks,
} from './listening';
import { weighOverlap } from './overlap';
import { speculate } from './speculation';
import { arm, collect, enter, forgetTurn, silence, textOf } from './step';
import type { Step } from './step';
import { awaitsWords, writeDown } from './wordless';

export type Words = { text: string; heard?: string; endOfTurn?: number; turnEnded?: true };

export function interimText(step: Step, { text: said, heard, endOfTurn }: Words): void {
  const { state } = step;
  const text = unanswered(step, said);
  if (state.phase === 'idle' && text.trim() === '') {
    arm(step, 'nudge', state.config.nudgeAfterMs);
    return;
  }
  if (text.trim() === '' || state.phase === 'closing' || hearsEcho(step, text, heard)) return;
  if (awaitsWords(step)) return;
  if (talksOn(step)) {
    addInterim(step, text);
    return;
  }
  if (state.phase === 'thinking' && state.speech.active) {
    if (isJunk(text) || isBackchannel(text)) return;
    answerInterrupted(step);
  }
  // Late words of a turn that was answered already; its final transcript settles them.
  if (state.phase === 'thinking' || belongsToAnswered(step)) return;
  addInterim(step, text, endOfTurn);
  if (state.phase === 'speaking' || state.phase === 'softPaused') weighOverlap(step, false);
  else if (!state.speech.active) mayHaveEnded(step);
  else if (tooManyWords(step)) cutIn(step);
  else userSpeaks(step);
}

/** The recogniser thinks that the turn has ended: an answer is prepared and kept back. */
export function eagerText(step: Step, words: Words): void {
  interimText(step, { ...words, endOfTurn: words.endOfTurn ?? 1 });
  const { phase, turn } = step.state;
  if (phase === 'userSpeaking' || phase === 'maybeEnded') speculate(step, textOf(turn));
}

export function finalText(step: Step, said: Words & { complete?: boolean }): void {
  const { state } = step;
  const { heard, complete = false } = said;
  if (state.phase === 'closing') return;
  if (!complete && writeDown(step, said)) return;
  const text = unanswered(step, said.text);
  state.answeredWords = 0;
  const words = hearsEcho(step, text, heard) ? '' : text;
  if (talksOn(step)) {
    addFinal(step, words);
    return;
  }
  if (state.phase === 'thinking') {
    extendAnswered(step, words);
    return;
  }
  if (belongsToAnswered(step)) {
    correctAnswered(step, words);
    return;
  }
  if (state.phase === 'idle' && isJunk(words)) {
    if (text.trim() !== '') unheard(step);
    return;
  }
  addFinal(step, words, said);
  if (complete) collect(step, { streamed: true });
  if (state.phase === 'speaking' || state.phase === 'softPaused') {
    weighOverlap(step, true);
    if (complete && state.phase !== 'speaking' && state.phase !== 'softPaused') commitNow(step);
  } else if (state.speech.active) userSpeaks(step);
  else if (complete && !state.turn.released) commitNow(step);
  else mayHaveEnded(step);
}

function tooManyWords({ state }: Step): boolean {
  const { cutInWords } = state.config;
  return cutInWords !== null && countWords(textOf(state.turn)) >= cutInWords;
}

function commitNow(step: Step): void {
  if (!step.state.speech.active) commit(step, 'text');
}

/** The turn was committed on its interim text, and nothing was said since. */
function belongsToAnswered({ state }: Step): boolean {
  const answered = state.reply?.turn;
  return Boolean(answered?.interim) && !state.speech.active && state.turn.startMs === null;
}

/** More of the turn came before its answer was heard: answer the longer text instead. */
function extendAnswered(step: Step, text: string): void {
  const answered = step.state.reply?.turn;
  if (isJunk(text) || (answered?.interim === '' && isBackchannel(text))) return;
  if (answered && fold(textOf({ ...answered, interim: text })) === fold(textOf(answered))) {
    correctAnswered(step, text);
    return;
  }
  if (step.state.speech.active) answerInterrupted(step);
  else reclaim(step);
  addFinal(step, text);
  if (step.state.speech.active) userSpeaks(step);
  else mayHaveEnded(step);
}

/** The final transcript came when the answer could be heard: the record is put right, no more. */
function correctAnswered(step: Step, text: string): void {
  const { reply } = step.state;
  if (!reply?.turn || reply.turn.interim === '' || isJunk(text)) return;
  const turn = { ...reply.turn, finals: [...reply.turn.finals, text.trim()], interim: '' };
  step.state.reply = { ...reply, turn };
  recordTurn(step, turn, 'silence');
}

export function typedText(step: Step, text: string): void {
  const { state } = step;
  if (state.phase === 'closing') return;
  if (state.phase === 'thinking') {
    if (isJunk(text)) return;
    reclaim(step);
  }
  if (state.phase === 'speaking' || state.phase === 'softPaused') {
    if (isJunk(text)) return;
    const { reply } = state;
    if (reply) step.effects.push({ type: 'interruption', turnId: reply.turnId, outcome: 'hard' });
    silence(step);
    forgetTurn(step);
    enter(step, 'maybeEnded');
  }
  addFinal(step, text, { typed: true });
  if (!state.speech.active) commit(step, 'text');
  else userSpeaks(step);
}
