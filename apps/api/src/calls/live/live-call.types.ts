import type { Mode, Realism } from '@sparline/personas';
import type { EndReason, PlaybackSink, SessionUpdate, VoiceEvent } from '@sparline/voice';
import type { PinnedPersona } from '../../personas/personas.service';
import type { Channel } from '../calls.schemas';

type StateUpdate = Extract<SessionUpdate, { type: 'state' }>;

/** As a session's, with `choosing` while the greeter listens, and the persona when it takes over. */
export type CallUpdate =
  | Exclude<SessionUpdate, { type: 'state' }>
  | { type: 'state'; state: StateUpdate['state'] | 'choosing'; persona?: PinnedPersona };

/** Where a call's words go: a browser, a telephone, a test. */
export type CallEndpoint = {
  onUpdate(update: CallUpdate): void;
  /** `written`: resolves when everything of the call is kept and its minutes are settled. */
  onEnded(reason: EndReason, written: Promise<void>): void;
  /** The feedback on the call is there. */
  onReady(callId: string): void;
  onProblem(code: string, message: string): void;
  /** How long the call may still take, and whether it is over what the account has; only where it is limited. */
  onQuota?(secondsLeft: number, over: boolean): void;
  /** Everything that goes into the call's log. */
  onEvent?(event: VoiceEvent): void;
};

/** Of a caller by telephone. */
export type PhoneCaller = {
  /** Of a known member, to be greeted by. */
  name?: string;
  /** The number that pays for a guest. */
  guestOf?: string;
};

export type StartLiveCall = {
  /** Without persona and mode the greeter asks. */
  personaId?: string;
  mode?: Mode;
  brief?: string;
  /** Beyond what the persona brings along. */
  realism?: Realism;
  channel: Channel;
  input: 'audio' | 'text' | 'both';
  talk: 'open' | 'hold';
  sink: PlaybackSink;
  endpoint: CallEndpoint;
  caller?: PhoneCaller;
  /**
   * Whether to record: what the page says, having shown a notice, or what an earlier call on the same
   * line has settled.
   */
  recording?: 'on' | 'off';
  /** We have rung the trainee: the persona opens as one who calls back. */
  ringsBack?: boolean;
};
