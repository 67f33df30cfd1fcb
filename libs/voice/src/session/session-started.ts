import type { VoiceEventBody } from '../events/voice-event';
import type { TurnState } from '../turn/turn.types';
import type { CallSessionOptions } from './session-options';

/** The entry a session's log begins with; of one that follows another it says where that left off. */
export function sessionStarted(
  { continues, engine, prelude, sink }: CallSessionOptions,
  { config: turn, turnCount, epoch }: TurnState,
): VoiceEventBody {
  const { sampleRate: outputSampleRate } = sink;
  const after = continues ? { after: { turnCount, epoch } } : {};
  const before = prelude ? { prelude } : {};
  return { type: 'session.started', engine, outputSampleRate, turn, ...before, ...after };
}
