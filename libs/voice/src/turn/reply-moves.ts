/** What becomes of the persona's reply: heard, played to its end, or failed. */
import { holdOut, talksOn } from './cut-in';
import { userSpeaks } from './listening';
import { personaFinished, speechOverPersona } from './overlap';
import { STALLED_REPLY_MS } from './policy';
import { arm, close, endCall, enter, fail, forgetTurn, silence } from './step';
import type { Step } from './step';
import type { CurrentReply, TurnEvent } from './turn.types';

export type ReplyEvent = Extract<TurnEvent, { epoch: number }>;

export function replyMoved(step: Step, event: ReplyEvent): void {
  const { state } = step;
  const { reply } = state;
  if (!reply) return;
  switch (event.type) {
    case 'reply.audible':
      becomeAudible(step, reply);
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

function becomeAudible(step: Step, reply: CurrentReply): void {
  const { state } = step;
  state.reply = { ...reply, audible: true, audibleSinceMs: reply.audibleSinceMs ?? step.atMs };
  state.audibleAtMs = step.atMs;
  if (state.phase !== 'thinking') return;
  enter(step, 'speaking');
  arm(step, 'stall', STALLED_REPLY_MS);
  if (talksOn(step)) holdOut(step);
  else if (state.speech.active) speechOverPersona(step, true);
}

export function replyFailed(step: Step): void {
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
