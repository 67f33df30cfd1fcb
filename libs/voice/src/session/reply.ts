import type { Resampler } from '../audio/resampler';
import type { Clock } from '../clock/clock';
import type { EndReason } from '../events/voice-event';
import type { ChatMessage } from '../ports/language-model';
import type { CallLog } from './call-log';
import type { PersonaTurn } from './persona-turn';
import type { PlaybackGate } from './playback-gate';
import type { CallSessionOptions } from './session-options';

export type ReplyOutcome = 'finished' | 'failed';

export type ReplyContext = {
  clock: Clock;
  log: CallLog;
  gate: PlaybackGate;
  options: CallSessionOptions;
  resampler: () => Promise<Resampler | null>;
  onHangUp: (turn: PersonaTurn, reason: EndReason) => void;
  onDone: (reply: Reply, outcome: ReplyOutcome) => void;
};

/** One contribution of the persona from its first token to its last sound, by whatever engine. */
export interface Reply {
  readonly turn: PersonaTurn;
  /** Says what the model answers to the conversation. Never rejects. */
  answer(messages: readonly ChatMessage[]): Promise<void>;
  /** Says a given text. Never rejects. */
  say(text: string): Promise<void>;
  /** What was begun early is the answer. */
  release(): void;
  /** Aborts what is under way; nothing is reported afterwards but usage. */
  stop(): void;
}
