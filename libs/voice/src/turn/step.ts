import type { EndReason } from '../events/voice-event';
import { CLOSING_LIMIT_MS, MAX_FAILURES, STALLED_REPLY_MS } from './policy';
import { fold } from './lexicon';
import type { CollectedTurn, PhraseKind, TimerName, TurnEffect, TurnState } from './turn.types';

/** One pass through the machine: a draft of the next state and the effects so far. */
export type Step = { state: TurnState; effects: TurnEffect[]; atMs: number };

export function emptyTurn(turnCount: number): CollectedTurn {
  return {
    id: `t${turnCount + 1}`,
    finals: [],
    interim: '',
    typed: false,
    finalised: false,
    streamed: false,
    awaited: 0,
    released: false,
    startMs: null,
    endMs: null,
    endNotedMs: null,
    lastTextMs: null,
    endOfTurn: null,
    turnEnded: false,
    speculations: 0,
    backchannel: false,
  };
}

export function textOf(turn: CollectedTurn): string {
  return [...turn.finals, turn.interim]
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join(' ');
}

export function arm(step: Step, name: TimerName, delayMs: number): void {
  cancel(step, name);
  step.state.armed = [...step.state.armed, name];
  step.effects.push({ type: 'startTimer', name, delayMs: Math.max(0, delayMs) });
}

export function cancel(step: Step, ...names: TimerName[]): void {
  for (const name of names) {
    if (!step.state.armed.includes(name)) continue;
    step.state.armed = step.state.armed.filter((armed) => armed !== name);
    step.effects.push({ type: 'cancelTimer', name });
  }
}

const LISTENING: ReadonlySet<TurnState['phase']> = new Set(['userSpeaking', 'maybeEnded']);

/** Every phase starts from no timers and arms its own; what was prepared early is of use to few. */
export function enter(step: Step, phase: TurnState['phase']): void {
  cancel(step, ...step.state.armed);
  if (!LISTENING.has(phase)) discardSpeculation(step);
  step.state.phase = phase;
  step.state.suspicion = { ...step.state.suspicion, held: false };
}

export function discardSpeculation(step: Step): void {
  const { speculation } = step.state;
  if (!speculation) return;
  step.state.speculation = null;
  step.effects.push({ type: 'discardReply', epoch: speculation.epoch });
}

export function collect(step: Step, change: Partial<CollectedTurn>): void {
  step.state.turn = { ...step.state.turn, ...change };
}

export function forgetTurn(step: Step): void {
  step.state.turn = emptyTurn(step.state.turnCount);
}

/** The floor is free: what waits to be said is said first. */
export function listen(step: Step): void {
  enter(step, 'idle');
  step.state.reply = null;
  if (step.state.notice) {
    sayNotice(step);
    return;
  }
  arm(step, 'nudge', step.state.config.nudgeAfterMs);
}

/** Stops what the persona is saying or about to say. */
export function silence(step: Step): void {
  const { reply } = step.state;
  if (reply === null) return;
  step.effects.push({ type: 'clearOutput' }, { type: 'abortReply', epoch: reply.epoch });
  step.state.reply = null;
}

export function nextEpoch(step: Step): { epoch: number; turnId: string } {
  const epoch = step.state.epoch + 1;
  step.state.epoch = epoch;
  return { epoch, turnId: `p${epoch}` };
}

const NEW_REPLY = {
  turn: null,
  audible: false,
  audibleSinceMs: null,
  endsCall: null,
  cutsIn: false,
} as const;

/** The answer to a turn: what was prepared for just these words, or a new one. */
export function startReply(step: Step, turn: CollectedTurn, cutsIn = false): void {
  const { speculation } = step.state;
  const fits = speculation !== null && fold(speculation.text) === fold(textOf(turn)) && !cutsIn;
  if (fits) step.state.speculation = null;
  enter(step, 'thinking');
  const { epoch, turnId } = fits ? speculation : nextEpoch(step);
  step.state.reply = { ...NEW_REPLY, epoch, turnId, kind: 'reply', turn, cutsIn };
  const answers = turn.id;
  if (fits) step.effects.push({ type: 'releaseReply', epoch, answers });
  else {
    step.effects.push({
      type: 'startReply',
      epoch,
      turnId,
      answers,
      ...(cutsIn ? { cutsIn } : {}),
    });
  }
  arm(step, 'stall', STALLED_REPLY_MS);
}

export function speakPhrase(step: Step, phrase: PhraseKind, reason: EndReason | null = null): void {
  enter(step, phrase === 'closing' ? 'closing' : 'thinking');
  const { epoch, turnId } = nextEpoch(step);
  step.state.reply = { ...NEW_REPLY, epoch, turnId, kind: phrase, endsCall: reason };
  step.effects.push({
    type: 'speakPhrase',
    epoch,
    turnId,
    phrase,
    nudge: step.state.nudges,
    reason,
  });
  if (phrase === 'closing') arm(step, 'closing', CLOSING_LIMIT_MS);
  else arm(step, 'stall', STALLED_REPLY_MS);
}

/** In the persona's own voice, when nobody else is talking. */
export function sayNotice(step: Step): void {
  step.state.notice = false;
  speakPhrase(step, 'notice');
}

/** Last words, then the end. */
export function close(step: Step, reason: EndReason): void {
  silence(step);
  speakPhrase(step, 'closing', reason);
}

export function endCall(step: Step, reason: EndReason): void {
  silence(step);
  enter(step, 'ended');
  step.effects.push({ type: 'endCall', reason });
}

/** One apology, then the end: a caller must not be left talking to something broken. */
export function fail(step: Step): void {
  silence(step);
  step.state.failures += 1;
  if (step.state.failures >= MAX_FAILURES) close(step, 'failed');
  else speakPhrase(step, 'apology');
}
