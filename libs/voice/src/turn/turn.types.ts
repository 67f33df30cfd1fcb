import type { EndReason } from '../events/voice-event';

/** How a persona's turn-taking behaves; presets are in policy.ts. All times in milliseconds. */
export type TurnPolicy = {
  /** Silence after speech before a complete sentence is taken for the end of the turn. */
  minSilenceMs: number;
  /** Silence after which the turn ends even in the middle of a sentence. */
  maxSilenceMs: number;
  /** Speech over the persona before its voice is held. */
  softPauseAfterMs: number;
  /** Speech with recognisable words over the persona before it gives way. */
  hardInterruptAfterMs: number;
  /** Recognised words at which it gives way at once. */
  hardInterruptWords: number;
  /** Silence after a held output before it goes on; longer while a transcript may still come. */
  resumeAfterMs: number;
  /** Silence while listening before the persona asks whether anyone is there. */
  nudgeAfterMs: number;
  /** After so many nudges the next silence ends the call. */
  maxNudges: number;
};

export type TurnConfig = TurnPolicy & {
  talk: 'open' | 'hold';
  /** How late a final transcript may come after speech ended (the recogniser's p99). */
  finalBudgetMs: number;
};

export type TurnPhase =
  | 'idle'
  | 'userSpeaking'
  | 'maybeEnded'
  | 'thinking'
  | 'speaking'
  | 'softPaused'
  | 'closing'
  | 'ended';

/** A phrase of the persona that no language model writes. */
export type PhraseKind = 'opening' | 'nudge' | 'apology' | 'closing';

export type TimerName =
  | 'endpoint'
  | 'finalBudget'
  | 'maxSilence'
  | 'softPause'
  | 'hardInterrupt'
  | 'resume'
  | 'nudge'
  | 'stall'
  | 'stuckSpeech'
  | 'closing';

type Spoken = {
  text: string;
  /** The persona's latest heard words, to know its echo. */ heard?: string;
};

export type TurnEvent = { atMs: number } & (
  | { type: 'started' }
  /**
   * `held`: the far end has silenced the output by itself and waits to be told. `sinceMs`: how long
   * ago it really began or stopped.
   */
  | { type: 'speech.started'; held?: boolean; sinceMs?: number }
  | { type: 'speech.ended'; sinceMs?: number }
  | ({ type: 'stt.interim' } & Spoken)
  | ({ type: 'stt.final' } & Spoken)
  | { type: 'stt.failed'; fatal: boolean }
  | ({ type: 'text.interim' } & Spoken)
  | ({ type: 'text.final'; by: 'typing' | 'recognition' } & Spoken)
  | { type: 'talk.pressed' }
  | { type: 'talk.released' }
  | { type: 'reply.audible'; epoch: number }
  | { type: 'reply.progress'; epoch: number }
  /** Everything the reply had to say was played, or it had nothing to say. */
  | { type: 'reply.finished'; epoch: number }
  | { type: 'reply.failed'; epoch: number }
  /** The persona decided to end the call after these words. */
  | { type: 'reply.hangsUp'; epoch: number; reason: EndReason }
  | { type: 'timer.fired'; name: TimerName }
  | { type: 'hangup'; reason: EndReason; politely: boolean }
);

export type CommitCause = 'silence' | 'release' | 'text' | 'max_silence';

export type TurnEffect =
  | { type: 'startTimer'; name: TimerName; delayMs: number }
  | { type: 'cancelTimer'; name: TimerName }
  | {
      type: 'commitTurn';
      turnId: string;
      text: string;
      startMs: number;
      endMs: number;
      by: CommitCause;
      /** All of it was typed. */
      typed?: true;
    }
  /** What was collected holds no words to answer. */
  | { type: 'dropTurn'; turnId: string }
  | { type: 'startReply'; epoch: number; turnId: string; answers: string }
  | {
      type: 'speakPhrase';
      epoch: number;
      turnId: string;
      phrase: PhraseKind;
      nudge: number;
      reason: EndReason | null;
    }
  | { type: 'abortReply'; epoch: number }
  | { type: 'pauseOutput' }
  | { type: 'resumeOutput' }
  | { type: 'clearOutput' }
  | { type: 'interruption'; turnId: string; outcome: 'hard' | 'false' | 'backchannel' }
  | { type: 'endCall'; reason: EndReason };

/** The trainee's words since the last commit. */
export type CollectedTurn = {
  id: string;
  finals: readonly string[];
  interim: string;
  /** All final parts so far were typed. */
  typed: boolean;
  /** All speech so far has its final transcript. */
  finalised: boolean;
  /**
   * The recogniser speaks up while speech goes on. One that cuts utterances by voice activity sends
   * one final transcript for each, after its end.
   */
  streamed: boolean;
  /** Ends of speech whose final transcript is still on the way. */
  awaited: number;
  released: boolean;
  startMs: number | null;
  /** End of speech by voice activity; null when no detector noticed it. */
  endMs: number | null;
  lastTextMs: number | null;
  /** Said over the persona and taken for listening. */
  backchannel: boolean;
};

export type CurrentReply = {
  epoch: number;
  turnId: string;
  kind: 'reply' | PhraseKind;
  /** The trainee's turn it answers; taken back when the trainee goes on before it is audible. */
  turn: CollectedTurn | null;
  audible: boolean;
  endsCall: EndReason | null;
};

export type TurnState = {
  phase: TurnPhase;
  config: TurnConfig;
  speech: { active: boolean; startedAtMs: number };
  turn: CollectedTurn;
  reply: CurrentReply | null;
  turnCount: number;
  epoch: number;
  nudges: number;
  failures: number;
  /** When the persona was last heard. */
  audibleAtMs: number | null;
  armed: readonly TimerName[];
};
