import type { VoiceEventBody } from '../events/voice-event';
import type { TurnState } from '../turn/turn.types';
import type { CallSessionOptions } from './session-options';

/** The entry a session's log begins with; of one that follows another it says where that left off. */
export function sessionStarted(
  { continues, engine, sink }: CallSessionOptions,
  { config: turn, turnCount, epoch }: TurnState,
): VoiceEventBody {
  const { sampleRate: outputSampleRate } = sink;
  const after = continues ? { after: { turnCount, epoch } } : {};
  return { type: 'session.started', engine, outputSampleRate, turn, ...after };
}
