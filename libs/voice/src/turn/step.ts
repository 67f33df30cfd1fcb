import type { EndReason } from '../events/voice-event';
import { CLOSING_LIMIT_MS, MAX_FAILURES, STALLED_REPLY_MS } from './policy';
import type {
  CollectedTurn,
  CurrentReply,
  PhraseKind,
  TimerName,
  TurnEffect,
  TurnState,
} from './turn.types';

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
    lastTextMs: null,
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

/** Every phase starts from no timers and arms its own. */
export function enter(step: Step, phase: TurnState['phase']): void {
  cancel(step, ...step.state.armed);
  step.state.phase = phase;
}

export function collect(step: Step, change: Partial<CollectedTurn>): void {
  step.state.turn = { ...step.state.turn, ...change };
}

export function forgetTurn(step: Step): void {
  step.state.turn = emptyTurn(step.state.turnCount);
}

export function listen(step: Step): void {
  enter(step, 'idle');
  step.state.reply = null;
  arm(step, 'nudge', step.state.config.nudgeAfterMs);
}

/** Stops what the persona is saying or about to say. */
export function silence(step: Step): void {
  const { reply } = step.state;
  if (reply === null) return;
  step.effects.push({ type: 'clearOutput' }, { type: 'abortReply', epoch: reply.epoch });
  step.state.reply = null;
}

function newReply(
  step: Step,
  kind: CurrentReply['kind'],
  turn: CollectedTurn | null,
): CurrentReply {
  const epoch = step.state.epoch + 1;
  step.state.epoch = epoch;
  const reply = { epoch, turnId: `p${epoch}`, kind, turn, audible: false, endsCall: null };
  step.state.reply = reply;
  return reply;
}

export function startReply(step: Step, turn: CollectedTurn): void {
  enter(step, 'thinking');
  const { epoch, turnId } = newReply(step, 'reply', turn);
  step.effects.push({ type: 'startReply', epoch, turnId, answers: turn.id });
  arm(step, 'stall', STALLED_REPLY_MS);
}

export function speakPhrase(step: Step, phrase: PhraseKind, reason: EndReason | null = null): void {
  enter(step, phrase === 'closing' ? 'closing' : 'thinking');
  const reply = newReply(step, phrase, null);
  const { epoch, turnId } = reply;
  step.state.reply = { ...reply, endsCall: reason };
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
