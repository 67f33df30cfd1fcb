import type { UsageQuantity, UsageSource } from '../ports/usage';
import type { TurnJudgement } from '../ports/speech-to-text';
import type { SpokenWord } from '../ports/text-to-speech';
import type { CommitCause, Numbering, PhraseKind, TurnConfig, TurnEvent } from '../turn/turn.types';

/**
 * One entry of a call's append-only log. Transcript, metrics, usage, recording alignment and replay
 * derive from it alone. `atMs` is the call's own clock: milliseconds since the session started.
 */
export type VoiceEvent = { seq: number; atMs: number } & VoiceEventBody;

export type SessionState = 'greeting' | 'listening' | 'thinking' | 'speaking' | 'closing';

export type EndReason =
  | 'trainee_hung_up'
  | 'persona_hung_up'
  | 'silence'
  | 'time_limit'
  /** Another session of the same call goes on from here. */
  | 'handed_over'
  /** The trainee wants to practise something else. */
  | 'switched'
  | 'disconnected'
  | 'signed_out'
  | 'shutdown'
  | 'crashed'
  | 'failed';

export type Untimed<T> = T extends { atMs: number } ? Omit<T, 'atMs'> : never;
export type LoggedInput = Untimed<Extract<TurnEvent, { type: (typeof LOGGED_INPUTS)[number] }>>;

/** Kinds of turn events that nothing else in the log stands for. */
export const LOGGED_INPUTS = [
  'speech.suspected',
  'stt.eager',
  'stt.resumed',
  'reply.finished',
  'reply.failed',
  'reply.hangsUp',
  'timer.fired',
  'notice',
  'hangup',
] as const satisfies readonly TurnEvent['type'][];

export type VoiceEventBody =
  | {
      type: 'session.started';
      engine: string;
      outputSampleRate: number;
      /** How the call takes turns, for its replay. */
      turn?: TurnConfig;
      /** Of a part that leads to the practice and is none of it. */
      prelude?: true;
      /** Of an earlier session of the call, which this one follows. */
      after?: Numbering;
    }
  | { type: 'state.changed'; state: SessionState }
  /**
   * `held`: the far end had silenced the output by itself. `sinceMs`: how long before this entry it
   * really began or stopped, where the detector knows.
   */
  | { type: 'speech.started'; held?: true; sinceMs?: number }
  | { type: 'speech.ended'; sinceMs?: number }
  /** `heard`: the persona's latest words, where these are their echo. */
  | ({ type: 'transcript.interim'; text: string; heard?: string } & TurnJudgement)
  /**
   * `by` tells of words that did not come from the call's own recogniser, `source` which recogniser
   * they came from.
   */
  | ({
      type: 'transcript.final';
      text: string;
      heard?: string;
      by?: 'typing' | 'recognition';
      source?: UsageSource;
    } & TurnJudgement)
  /** What the turn machine was told that no other entry says. */
  | { type: 'turn.input'; input: LoggedInput }
  | {
      type: 'turn.committed';
      turnId: string;
      text: string;
      /** When the trainee began and stopped, on the call's clock. */
      startMs: number;
      endMs: number;
      by: CommitCause;
      /** All of it was typed: its times say when it was sent, not how long it took to say. */
      typed?: true;
    }
  | { type: 'turn.unheard' }
  | {
      type: 'reply.started';
      /** The persona's turn. */
      turnId: string;
      epoch: number;
      /** The trainee's turn it answers. */
      answers?: string;
      /** It took the floor from a trainee who was still talking. */
      cutsIn?: true;
      /** A phrase that no language model wrote. */
      phrase?: PhraseKind;
    }
  /** It was begun before the trainee's turn was known to have ended; nothing of it is let out yet. */
  | { type: 'reply.speculated'; turnId: string; epoch: number; answers: string }
  /** What was speculated fits the turn, and is the answer from here on. */
  | { type: 'reply.released'; turnId: string; answers: string }
  /** What was speculated did not fit, and nobody hears it. */
  | { type: 'reply.discarded'; turnId: string }
  /** `source`: the language model, or the model that speaks by itself. */
  | { type: 'reply.first_token'; turnId: string; source?: UsageSource }
  | { type: 'reply.generated'; turnId: string; text: string }
  | { type: 'segment.started'; turnId: string; segmentId: string; text: string }
  /** All the text of a segment that began without it. */
  | { type: 'segment.text'; segmentId: string; text: string }
  /**
   * Where the segment's audio lies in the call's persona audio, in samples. One that was made in
   * turns with another lies there in parts, each of which is told, in order.
   */
  | { type: 'segment.produced'; segmentId: string; offsetSamples: number; samples: number }
  /** The next part of the same while more is still made, once it is heard; `produced` tells all of it again. */
  | { type: 'segment.making'; segmentId: string; offsetSamples: number; samples: number }
  | { type: 'segment.words'; segmentId: string; words: SpokenWord[] }
  /** The first piece of its audio has come; `source`: the voice. */
  | { type: 'segment.first_audio'; segmentId: string; source?: UsageSource }
  | { type: 'playback.progress'; segmentId: string; playedMs: number }
  /** `roundTripMs`: what is said on hearing it comes so much later, at the soonest. */
  | { type: 'playback.finished'; segmentId: string; playedMs: number; roundTripMs?: number }
  /** Word of it has come from a far end whose playback is told by a schedule. */
  | { type: 'playback.confirmed'; segmentId: string; playedMs: number }
  | { type: 'output.paused'; segmentId: string }
  /** `fromMs`: where in the segment it goes on, when that is not where it was held. */
  | { type: 'output.resumed'; segmentId: string; fromMs?: number }
  | { type: 'output.cleared'; segmentId: string }
  | { type: 'interruption'; turnId: string; outcome: 'hard' | 'false' | 'backchannel' }
  | {
      type: 'turn.spoken';
      turnId: string;
      generatedText: string;
      heardText: string;
      /** The cut was placed by proportion, because the voice gave no word times. */
      estimated: boolean;
      interrupted: boolean;
      startMs: number;
      endMs: number;
    }
  | { type: 'tool.called'; name: string }
  /**
   * Work that somebody wants to be paid for has been asked for. Its `usage` names it as its `request`,
   * by the number of this entry; `quantities` is what we know of it without being told.
   */
  | {
      type: 'request.sent';
      provider: string;
      model: string;
      purpose: 'reply' | 'speech';
      turnId: string;
      quantities: UsageQuantity[];
    }
  /** It is over, and nobody wants anything for it. */
  | { type: 'request.unbilled'; request: number }
  /** From here on somebody listens, to all audio or to utterances alone. */
  | { type: 'recognition.opened'; provider: string; model: string; sends: 'stream' | 'utterances' }
  | {
      type: 'usage';
      provider: string;
      model: string;
      purpose: 'reply' | 'speculative' | 'recognition' | 'speech';
      quantities: UsageQuantity[];
      estimated?: boolean;
      request?: number;
      /** Of a reply that was begun early: whether it became the answer. */
      speculation?: 'used' | 'discarded';
    }
  | {
      type: 'provider.failed';
      stage: 'stt' | 'llm' | 'tts';
      provider: string;
      kind: string;
      /** The call cannot go on without it. */
      fatal?: true;
    }
  /** How this trainee pauses within a turn, by what this call and those before it have shown. */
  | { type: 'pace.learned'; pauseMs: number; pauses: number }
  | { type: 'session.ended'; reason: EndReason };
