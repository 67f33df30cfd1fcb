/**
 * The turn machine: who has the floor, decided from events alone. It does no I/O, reads no clock
 * and holds no promise, so a call's decisions can be replayed from its events.
 */
import { fold, isBackchannel, isJunk } from './lexicon';
import {
  addFinal,
  addInterim,
  commit,
  decide,
  recordTurn,
  hearsEcho,
  mayHaveEnded,
  reclaim,
  unheard,
  userSpeaks,
} from './listening';
import {
  giveWay,
  hardInterruptDue,
  holdOutput,
  overlapEnded,
  personaFinished,
  resumeDue,
  speechOverPersona,
  weighOverlap,
} from './overlap';
import { STALLED_REPLY_MS } from './policy';
import type { Step } from './step';
import {
  arm,
  close,
  collect,
  emptyTurn,
  endCall,
  enter,
  fail,
  forgetTurn,
  silence,
  speakPhrase,
  textOf,
} from './step';
import type { TimerName, TurnConfig, TurnEffect, TurnEvent, TurnState } from './turn.types';

export function initialTurnState(config: TurnConfig): TurnState {
  return {
    phase: 'idle',
    config,
    speech: { active: false, startedAtMs: 0 },
    turn: emptyTurn(0),
    reply: null,
    turnCount: 0,
    epoch: 0,
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
      return config.talk === 'open' ? speechStarted(step, event.held === true) : undefined;
    case 'speech.ended':
      return config.talk === 'open' ? speechEnded(step, false) : undefined;
    case 'talk.pressed':
      return config.talk === 'hold' ? talkPressed(step) : undefined;
    case 'talk.released':
      return config.talk === 'hold' ? speechEnded(step, true) : undefined;
    case 'stt.interim':
    case 'text.interim':
      return interimText(step, event.text, event.heard);
    case 'stt.final':
      return finalText(step, event.text, event.heard);
    case 'text.final':
      return event.by === 'typing'
        ? typedText(step, event.text)
        : finalText(step, event.text, event.heard, true);
    case 'stt.failed':
      return recognitionFailed(step, event.fatal);
    case 'timer.fired':
      return step.state.armed.includes(event.name) ? timerFired(step, event.name) : undefined;
    case 'hangup':
      return hangUp(step, event);
    default:
      return step.state.reply?.epoch === event.epoch ? replyMoved(step, event) : undefined;
  }
}

function speechStarted(step: Step, held: boolean): void {
  const { state } = step;
  if (state.speech.active) return;
  state.speech = { active: true, startedAtMs: step.atMs };
  if (state.phase === 'closing') {
    // Last words are not interrupted; a far end that held its output by itself must go on.
    step.effects.push({ type: 'resumeOutput' });
    return;
  }
  if (state.phase === 'speaking' || state.phase === 'softPaused') {
    speechOverPersona(step, held);
    return;
  }
  if (state.phase === 'thinking') reclaim(step);
  collect(step, {
    finalised: false,
    released: false,
    endMs: null,
    startMs: step.state.turn.startMs ?? step.atMs,
  });
  userSpeaks(step);
}

function talkPressed(step: Step): void {
  const { phase, speech } = step.state;
  if (!speech.active && (phase === 'speaking' || phase === 'softPaused')) {
    forgetTurn(step);
    step.state.speech = { active: true, startedAtMs: step.atMs };
    collect(step, { startMs: step.atMs });
    giveWay(step);
    return;
  }
  speechStarted(step, false);
}

function speechEnded(step: Step, released: boolean): void {
  const { state } = step;
  if (!state.speech.active) return;
  state.speech = { ...state.speech, active: false };
  const { turn } = state;
  const finalised = turn.finalised && turn.streamed && !released;
  collect(step, {
    endMs: step.atMs,
    finalised,
    awaited: finalised ? turn.awaited : turn.awaited + 1,
    released,
  });
  if (state.phase === 'userSpeaking') mayHaveEnded(step);
  else if (state.phase === 'speaking' || state.phase === 'softPaused') overlapEnded(step);
}

function interimText(step: Step, text: string, heard: string | undefined): void {
  const { state } = step;
  if (state.phase === 'idle' && text.trim() === '') {
    arm(step, 'nudge', state.config.nudgeAfterMs);
    return;
  }
  if (text.trim() === '' || state.phase === 'closing' || hearsEcho(step, text, heard)) return;
  // Late words of a turn that was answered already; its final transcript settles them.
  if (state.phase === 'thinking' || belongsToAnswered(step)) return;
  addInterim(step, text);
  if (state.phase === 'speaking' || state.phase === 'softPaused') weighOverlap(step, false);
  else if (state.speech.active) userSpeaks(step);
  else mayHaveEnded(step);
}

function finalText(step: Step, text: string, heard: string | undefined, complete = false): void {
  const { state } = step;
  if (state.phase === 'closing') return;
  const words = hearsEcho(step, text, heard) ? '' : text;
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
  addFinal(step, words);
  if (complete) collect(step, { streamed: true });
  if (state.phase === 'speaking' || state.phase === 'softPaused') {
    weighOverlap(step, true);
    if (complete && state.phase !== 'speaking' && state.phase !== 'softPaused') commitNow(step);
  } else if (state.speech.active) userSpeaks(step);
  else if (complete && !state.turn.released) commitNow(step);
  else mayHaveEnded(step);
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
  reclaim(step);
  addFinal(step, text);
  mayHaveEnded(step);
}

/** The final transcript came when the answer could be heard: the record is put right, no more. */
function correctAnswered(step: Step, text: string): void {
  const { reply } = step.state;
  if (!reply?.turn || reply.turn.interim === '' || isJunk(text)) return;
  const turn = { ...reply.turn, finals: [...reply.turn.finals, text.trim()], interim: '' };
  step.state.reply = { ...reply, turn };
  recordTurn(step, turn, 'silence');
}

function typedText(step: Step, text: string): void {
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
  addFinal(step, text, true);
  if (!state.speech.active) commit(step, 'text');
  else userSpeaks(step);
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

type ReplyEvent = Extract<TurnEvent, { epoch: number }>;

function replyMoved(step: Step, event: ReplyEvent): void {
  const { state } = step;
  const { reply } = state;
  if (!reply) return;
  switch (event.type) {
    case 'reply.audible':
      state.reply = { ...reply, audible: true };
      state.audibleAtMs = step.atMs;
      if (state.phase === 'thinking') {
        enter(step, 'speaking');
        arm(step, 'stall', STALLED_REPLY_MS);
      }
      return;
    case 'reply.progress':
      state.audibleAtMs = step.atMs;
      if (state.phase === 'speaking') arm(step, 'stall', STALLED_REPLY_MS);
      return;
    case 'reply.hangsUp':
      state.reply = { ...reply, endsCall: event.reason };
      return;
    case 'reply.finished':
      if (reply.kind === 'reply' && reply.audible) state.failures = 0;
      if (reply.endsCall && !reply.audible && reply.kind !== 'closing') {
        close(step, reply.endsCall);
        return;
      }
      personaFinished(step);
      return;
    case 'reply.failed':
      replyFailed(step);
      return;
  }
}

function replyFailed(step: Step): void {
  const { state } = step;
  if (state.reply?.kind === 'closing') endCall(step, state.reply.endsCall ?? 'failed');
  else if (state.speech.active) {
    state.failures += 1;
    silence(step);
    userSpeaks(step);
  } else {
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
      return hardInterruptDue(step);
    case 'resume':
      return resumeDue(step);
    case 'nudge':
      return nudge(step);
    case 'stall':
      return replyFailed(step);
    case 'stuckSpeech':
      return speechEnded(step, false);
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

function hangUp(step: Step, event: Extract<TurnEvent, { type: 'hangup' }>): void {
  if (!event.politely) endCall(step, event.reason);
  else if (step.state.phase !== 'closing') close(step, event.reason);
}
