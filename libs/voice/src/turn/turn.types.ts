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
  /** The same in the first half second of its voice, when the trainee may not have been done. */
  startInterruptAfterMs: number;
  startInterruptWords: number;
  /** Speech without words before the answer that is being prepared is taken back. */
  thinkingInterruptAfterMs: number;
  /** Silence after a held output before it goes on; longer while a transcript may still come. */
  resumeAfterMs: number;
  /** Silence while listening before the persona asks whether anyone is there. */
  nudgeAfterMs: number;
  /** After so many nudges the next silence ends the call. */
  maxNudges: number;
  /** The trainee's turn lasts so long, or has so many words, before the persona cuts in; null: never. */
  cutInAfterMs: number | null;
  cutInWords: number | null;
  /** Replies that may be begun before a turn is known to have ended, a turn; 0 waits every time. */
  maxSpeculations: number;
};

export type TurnConfig = TurnPolicy & {
  talk: 'open' | 'hold';
  /** How late a final transcript may come after speech ended (the recogniser's p99). */
  finalBudgetMs: number;
  /** What is known of this trainee from earlier calls. */
  pace?: Pace;
  /** The model hears by itself: a turn counts before its words are written down. */
  wordless?: true;
};

/** How long a trainee pauses within a turn though the words so far sounded complete. */
export type Pace = {
  /** Most pauses are shorter, in milliseconds. */
  pauseMs: number;
  /** How many pauses say so. */
  pauses: number;
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

/** A phrase of the persona that no language model writes; a notice is a word beside the conversation. */
export type PhraseKind = 'opening' | 'nudge' | 'apology' | 'notice' | 'closing';

/** How many turns of the trainee and replies of the persona there have been. */
export type Numbering = { turnCount: number; epoch: number };

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
  | 'cutIn'
  | 'closing';

type Spoken = {
  text: string;
  /** The persona's latest heard words, to know its echo. */
  heard?: string;
  /** 0 to 1: how likely it is that the turn ends here, by a recogniser or a scorer. */
  endOfTurn?: number;
  /** The recogniser has decided that the turn is over. */
  turnEnded?: true;
};

export type TurnEvent = { atMs: number } & (
  | { type: 'started' }
  /**
   * `held`: the far end has silenced the output by itself and waits to be told. `sinceMs`: how long
   * ago it really began or stopped.
   */
  | { type: 'speech.started'; held?: boolean; sinceMs?: number }
  | { type: 'speech.ended'; sinceMs?: number }
  /** Something sounds that a detector is not sure of yet; it began `sinceMs` ago. */
  | { type: 'speech.suspected'; sinceMs: number }
  | ({ type: 'stt.interim' } & Spoken)
  | ({ type: 'stt.final' } & Spoken)
  /** The turn has probably ended with these words; it is not known yet. */
  | ({ type: 'stt.eager' } & Spoken)
  /** It had not. */
  | { type: 'stt.resumed' }
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
  /** Something has to be said that belongs to no reply, such as how much time is left. */
  | { type: 'notice' }
  | { type: 'hangup'; reason: EndReason; politely: boolean }
);

/** `model`: the recogniser said that the turn had ended; `cut_in`: the persona took the floor. */
export type CommitCause = 'silence' | 'release' | 'text' | 'max_silence' | 'model' | 'cut_in';

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
  | { type: 'startReply'; epoch: number; turnId: string; answers: string; cutsIn?: true }
  /** Prepares an answer to words that are not committed; nothing of it may get out. */
  | { type: 'speculate'; epoch: number; turnId: string; answers: string; text: string }
  /** What was prepared is the answer. */
  | { type: 'releaseReply'; epoch: number; answers: string }
  | { type: 'discardReply'; epoch: number }
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
  /** When speech really ended, by voice activity; null when no detector noticed it. */
  endMs: number | null;
  /** When the detector said so. */
  endNotedMs: number | null;
  lastTextMs: number | null;
  /** The latest likelihood that it is complete, where anybody said so. */
  endOfTurn: number | null;
  /** The recogniser has decided that it is over. */
  turnEnded: boolean;
  /** Replies begun early. */
  speculations: number;
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
  /** When its voice was first heard. */
  audibleSinceMs: number | null;
  endsCall: EndReason | null;
  /** It took the floor; the trainee may still be talking. */
  cutsIn: boolean;
};

/** An answer prepared for words that may turn out to be the whole turn; at most one is alive. */
export type Speculation = { epoch: number; turnId: string; text: string };

export type TurnState = {
  phase: TurnPhase;
  config: TurnConfig;
  /** `hangOverMs`: how late the detector tells that speech has ended, as far as it was seen. */
  speech: { active: boolean; startedAtMs: number; hangOverMs: number };
  /** `held`: the output is held for a sound that may be none. */
  suspicion: { held: boolean; calmUntilMs: number; nextCalmMs: number };
  turn: CollectedTurn;
  reply: CurrentReply | null;
  speculation: Speculation | null;
  pace: Pace;
  /** Committed turns whose words are still on their way, oldest first; only where turns are wordless. */
  unwritten: readonly CollectedTurn[];
  /** Words at the head of the utterance under way that were answered when the persona cut in. */
  answeredWords: number;
  turnCount: number;
  epoch: number;
  /** It waits to be said. */
  notice: boolean;
  nudges: number;
  failures: number;
  /** When the persona was last heard. */
  audibleAtMs: number | null;
  armed: readonly TimerName[];
};
