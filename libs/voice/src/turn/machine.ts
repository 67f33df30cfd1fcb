/**
 * The turn machine: who has the floor, decided from events alone. It does no I/O, reads no clock
 * and holds no promise, so a call's decisions can be replayed from its events.
 */
import { cutIn, stoppedTalking } from './cut-in';
import { answerInterrupted, goesOn, heldAnswerDue, holdAnswer, letAnswerGo } from './held-answer';
import { isJunk } from './lexicon';
import { decide, learnFrom, mayHaveEnded, reclaim } from './listening';
import {
  giveWay,
  hardInterruptDue,
  holdOutput,
  overlapEnded,
  resumeDue,
  speechOverPersona,
} from './overlap';
import { UNKNOWN_PACE } from './pace';
import { CALM_MS, LONGEST_HANG_OVER_MS } from './policy';
import { replyFailed, replyMoved } from './reply-moves';
import {
  close,
  collect,
  discardSpeculation,
  emptyTurn,
  endCall,
  fail,
  forgetTurn,
  sayNotice,
  speakPhrase,
  textOf,
} from './step';
import type { Step } from './step';
import { speechSuspected, suspicionConfirmed, suspicionOver } from './suspicion';
import type {
  Numbering,
  TimerName,
  TurnConfig,
  TurnEffect,
  TurnEvent,
  TurnState,
} from './turn.types';
import { eagerText, finalText, interimText, typedText } from './words';

const NONE_YET: Numbering = { turnCount: 0, epoch: 0 };

/** @param after where an earlier session of the same call has left off, so that no id comes twice. */
export function initialTurnState(config: TurnConfig, after: Numbering = NONE_YET): TurnState {
  const { turnCount, epoch } = after;
  return {
    phase: 'idle',
    config,
    speech: { active: false, startedAtMs: 0, hangOverMs: 0 },
    suspicion: { held: false, calmUntilMs: 0, nextCalmMs: CALM_MS },
    turn: emptyTurn(turnCount),
    reply: null,
    speculation: null,
    pace: config.pace ?? UNKNOWN_PACE,
    unwritten: [],
    answeredWords: 0,
    turnCount,
    epoch,
    notice: false,
    nudges: 0,
    failures: 0,
    audibleAtMs: null,
    armed: [],
  };
}

/** The next state and what has to be done, in this order. The given state is left as it was. */
export function reduce(
  state: TurnState,
  event: TurnEvent,
): { state: TurnState; effects: TurnEffect[] } {
  if (state.phase === 'ended') return { state, effects: [] };
  const step: Step = { state: { ...state }, effects: [], atMs: event.atMs };
  handle(step, event);
  return { state: step.state, effects: step.effects };
}

function handle(step: Step, event: TurnEvent): void {
  const { config } = step.state;
  switch (event.type) {
    case 'started':
      return speakPhrase(step, 'opening');
    case 'speech.started':
      return config.talk === 'open' ? speechStarted(step, event) : undefined;
    case 'speech.ended':
      return config.talk === 'open' ? speechEnded(step, event) : undefined;
    case 'speech.suspected':
      return config.talk === 'open' ? speechSuspected(step, event.sinceMs) : undefined;
    case 'talk.pressed':
      return config.talk === 'hold' ? talkPressed(step) : undefined;
    case 'talk.released':
      return config.talk === 'hold' ? speechEnded(step, { released: true }) : undefined;
    case 'stt.interim':
    case 'text.interim':
      return interimText(step, event);
    case 'stt.eager':
      return eagerText(step, event);
    case 'stt.resumed':
      return discardSpeculation(step);
    case 'stt.final':
      return finalText(step, event);
    case 'text.final':
      return event.by === 'typing'
        ? typedText(step, event.text)
        : finalText(step, { ...event, complete: true });
    case 'stt.failed':
      return recognitionFailed(step, event.fatal);
    case 'timer.fired':
      return step.state.armed.includes(event.name) ? timerFired(step, event.name) : undefined;
    case 'notice':
      return notice(step);
    case 'hangup':
      return hangUp(step, event);
    default:
      if (event.type === 'reply.failed' && event.epoch === step.state.speculation?.epoch) {
        collect(step, { speculations: config.maxSpeculations });
        return discardSpeculation(step);
      }
      return step.state.reply?.epoch === event.epoch ? replyMoved(step, event) : undefined;
  }
}

function speechStarted(step: Step, found: { held?: boolean; sinceMs?: number }): void {
  const { state } = step;
  if (state.speech.active) return;
  const startedAtMs = step.atMs - (found.sinceMs ?? 0);
  state.speech = { ...state.speech, active: true, startedAtMs };
  state.answeredWords = 0;
  suspicionConfirmed(step);
  if (state.phase === 'closing') {
    // Last words are not interrupted; a far end that held its output by itself must go on.
    step.effects.push({ type: 'resumeOutput' });
    return;
  }
  if (state.phase === 'speaking' || state.phase === 'softPaused') {
    speechOverPersona(step, found.held === true);
    return;
  }
  if (state.phase === 'thinking' && state.reply?.turn) {
    holdAnswer(step);
    return;
  }
  if (state.phase === 'thinking') reclaim(step);
  else if (state.phase === 'maybeEnded') learnFrom(step, state.turn, startedAtMs);
  goesOn(step);
}

function talkPressed(step: Step): void {
  const { phase, speech } = step.state;
  if (!speech.active && (phase === 'speaking' || phase === 'softPaused')) {
    forgetTurn(step);
    step.state.speech = { ...speech, active: true, startedAtMs: step.atMs };
    collect(step, { startMs: step.atMs });
    giveWay(step);
    return;
  }
  speechStarted(step, {});
  if (phase === 'thinking') answerInterrupted(step);
}

function speechEnded(
  step: Step,
  { released = false, sinceMs = 0 }: { released?: boolean; sinceMs?: number } = {},
): void {
  const { state } = step;
  if (!state.speech.active) return;
  const hangOverMs =
    sinceMs > 0 ? Math.min(sinceMs, LONGEST_HANG_OVER_MS) : state.speech.hangOverMs;
  state.speech = { ...state.speech, active: false, hangOverMs };
  stoppedTalking(step);
  const { turn } = state;
  const finalised = turn.finalised && turn.streamed && !released;
  collect(step, {
    endMs: step.atMs - sinceMs,
    endNotedMs: step.atMs,
    finalised,
    awaited: finalised ? turn.awaited : turn.awaited + 1,
    released,
  });
  if (state.phase === 'userSpeaking') mayHaveEnded(step);
  else if (state.phase === 'thinking') heldAnswerDue(step);
  else if (state.phase === 'speaking' || state.phase === 'softPaused') overlapEnded(step);
}

function recognitionFailed(step: Step, fatal: boolean): void {
  const { phase } = step.state;
  if (phase === 'closing') return;
  if (fatal) close(step, 'failed');
  else if (phase === 'maybeEnded' && isJunk(textOf(step.state.turn))) {
    forgetTurn(step);
    fail(step);
  }
}

function timerFired(step: Step, name: TimerName): void {
  const { state } = step;
  state.armed = state.armed.filter((armed) => armed !== name);
  switch (name) {
    case 'endpoint':
    case 'finalBudget':
    case 'maxSilence':
      return decide(step);
    case 'softPause':
      return state.speech.active && !state.turn.backchannel ? holdOutput(step) : undefined;
    case 'hardInterrupt':
      return state.phase === 'thinking' ? answerInterrupted(step) : hardInterruptDue(step);
    case 'resume':
      if (state.suspicion.held) return suspicionOver(step);
      return state.phase === 'thinking' ? letAnswerGo(step) : resumeDue(step);
    case 'cutIn':
      return cutIn(step);
    case 'nudge':
      return nudge(step);
    case 'stall':
      return replyFailed(step);
    case 'stuckSpeech':
      return speechEnded(step);
    case 'closing':
      return endCall(step, state.reply?.endsCall ?? 'failed');
  }
}

function nudge(step: Step): void {
  const { state } = step;
  if (state.nudges >= state.config.maxNudges) {
    close(step, 'silence');
    return;
  }
  state.nudges += 1;
  speakPhrase(step, 'nudge');
}

/** A word beside the conversation waits for a moment in which it interrupts nobody. */
function notice(step: Step): void {
  step.state.notice = true;
  if (step.state.phase === 'idle') sayNotice(step);
}

function hangUp(step: Step, event: Extract<TurnEvent, { type: 'hangup' }>): void {
  if (!event.politely) endCall(step, event.reason);
  else if (step.state.phase !== 'closing') close(step, event.reason);
}
