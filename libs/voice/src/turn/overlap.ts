import { countWords, isBackchannel, isFarewell, isJunk } from './lexicon';
import { learnFrom, mayHaveEnded, userSpeaks } from './listening';
import { ANSWER_BOUNDARY_MS, STALLED_REPLY_MS, START_MS, WORDLESS_INTERRUPT_MS } from './policy';
import type { Step } from './step';
import { arm, cancel, collect, endCall, forgetTurn, listen, silence, textOf } from './step';
import type { CurrentReply } from './turn.types';

/**
 * Speech over an audible persona. The output is held at once and the decision comes later: give
 * way, or go on where it was held.
 */

/** Speech counts from its true beginning, which a detector needs a moment to be sure of. */
export function speechOverPersona(step: Step, held: boolean): void {
  const { config, phase, speech } = step.state;
  const lastedMs = step.atMs - speech.startedAtMs;
  forgetTurn(step);
  collect(step, { startMs: speech.startedAtMs });
  cancel(step, 'resume');
  if (phase === 'speaking') {
    if (held || lastedMs >= config.softPauseAfterMs) holdOutput(step);
    else arm(step, 'softPause', config.softPauseAfterMs - lastedMs);
  }
  arm(step, 'hardInterrupt', sensitivity(step).afterMs - lastedMs);
}

/** In its first words the persona gives way more easily: the trainee may just have paused. */
function sensitivity({ state, atMs }: Step): { afterMs: number; words: number } {
  const { config, reply, speech } = state;
  const begunMs = speech.active ? speech.startedAtMs : (state.turn.startMs ?? atMs);
  const sinceMs = reply?.audibleSinceMs ?? null;
  return sinceMs !== null && begunMs - sinceMs < START_MS
    ? { afterMs: config.startInterruptAfterMs, words: config.startInterruptWords }
    : { afterMs: config.hardInterruptAfterMs, words: config.hardInterruptWords };
}

export function holdOutput(step: Step): void {
  if (step.state.phase !== 'speaking') return;
  step.state.phase = 'softPaused';
  cancel(step, 'stall', 'softPause');
  step.effects.push({ type: 'pauseOutput' });
}

export function overlapEnded(step: Step): void {
  const { config, phase, turn } = step.state;
  cancel(step, 'softPause', 'hardInterrupt');
  if (phase !== 'softPaused') return;
  // What has been said is not known before its transcript could be there.
  const knownAfterMs = turn.finalised ? 0 : config.finalBudgetMs;
  arm(step, 'resume', Math.max(config.resumeAfterMs, knownAfterMs));
}

/** Weighs what has been recognised so far of the speech over the persona. */
export function weighOverlap(step: Step, isFinal: boolean): void {
  const { speech, turn } = step.state;
  const text = textOf(turn);
  if (isJunk(text)) {
    if (isFinal && !speech.active) goOn(step, 'false');
    return;
  }
  if (isListening(step, text)) {
    if (!turn.backchannel) goOn(step, 'backchannel');
    return;
  }
  const { afterMs, words } = sensitivity(step);
  const lasted = speech.active && step.atMs - speech.startedAtMs >= afterMs;
  if (isFinal || lasted || countWords(text) >= words) giveWay(step);
  else if (speech.active) {
    collect(step, { backchannel: false });
    holdOutput(step);
  }
}

function isListening(step: Step, text: string): boolean {
  return isBackchannel(text) || (step.state.reply?.endsCall !== null && isFarewell(text));
}

export function hardInterruptDue(step: Step): void {
  const { speech, turn } = step.state;
  if (!speech.active) return;
  const text = textOf(turn);
  if (!isJunk(text)) {
    if (!isListening(step, text)) giveWay(step);
    return;
  }
  const lastedMs = step.atMs - speech.startedAtMs - speech.hangOverMs;
  const leftMs = WORDLESS_INTERRUPT_MS - lastedMs;
  if (leftMs > 0) arm(step, 'hardInterrupt', leftMs);
  else giveWay(step);
}

export function resumeDue(step: Step): void {
  const text = textOf(step.state.turn);
  if (isJunk(text) || isListening(step, text)) goOn(step, 'false');
  else giveWay(step);
}

/** The persona goes on; nothing of what it had to say is lost. */
export function goOn(step: Step, outcome: 'false' | 'backchannel'): void {
  const { state } = step;
  cancel(step, 'softPause', 'hardInterrupt', 'resume');
  if (outcome === 'backchannel') collect(step, { backchannel: true });
  else forgetTurn(step);
  const wasHeld = state.phase === 'softPaused';
  const wasSpeech = !state.suspicion.held;
  state.suspicion = { ...state.suspicion, held: false };
  if (wasHeld) {
    state.phase = 'speaking';
    step.effects.push({ type: 'resumeOutput' });
    arm(step, 'stall', STALLED_REPLY_MS);
  }
  if (state.reply && ((wasHeld && wasSpeech) || outcome === 'backchannel')) {
    step.effects.push({ type: 'interruption', turnId: state.reply.turnId, outcome });
  }
}

/** The trainee has the floor. */
export function giveWay(step: Step): void {
  const { reply, speech, turn } = step.state;
  if (reply) step.effects.push({ type: 'interruption', turnId: reply.turnId, outcome: 'hard' });
  if (reply?.turn && turn.startMs !== null && answeredTooSoon(reply, turn.startMs)) {
    learnFrom(step, reply.turn, turn.startMs);
  }
  if (reply?.kind === 'reply') step.state.failures = 0;
  silence(step);
  collect(step, { backchannel: false });
  if (speech.active) userSpeaks(step);
  else mayHaveEnded(step);
}

/** The trainee went on as the persona began: it had not waited long enough. */
function answeredTooSoon({ audibleSinceMs }: CurrentReply, resumedAtMs: number): boolean {
  return audibleSinceMs !== null && resumedAtMs - audibleSinceMs < START_MS;
}

/** The persona has said everything. Words that began near its end are the trainee's answer. */
export function personaFinished(step: Step): void {
  const { reply, speech, turn } = step.state;
  step.state.reply = null;
  if (reply?.endsCall) {
    endCall(step, reply.endsCall);
    return;
  }
  const lateEnough = turn.startMs !== null && step.atMs - turn.startMs <= ANSWER_BOUNDARY_MS;
  if (turn.backchannel && !lateEnough) forgetTurn(step);
  collect(step, { backchannel: false });
  if (speech.active) userSpeaks(step);
  else if (!isJunk(textOf(step.state.turn)) || awaitsText(step)) mayHaveEnded(step);
  else {
    forgetTurn(step);
    listen(step);
  }
}

/** Speech ended over the persona's last words and its transcript is still on the way. */
function awaitsText(step: Step): boolean {
  const { turn, config } = step.state;
  return turn.endMs !== null && !turn.finalised && step.atMs - turn.endMs < config.finalBudgetMs;
}
