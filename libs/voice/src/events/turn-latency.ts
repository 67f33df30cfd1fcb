import type { UsageSource } from '../ports/usage';

/** Whole milliseconds from 0 up; what was not measured is absent. */
export type StageTimes = {
  /** Until the turn counted as ended, since the trainee really stopped. */
  eotDelayMs?: number;
  /** Until the last final transcript, since the trainee really stopped; part of `eotDelayMs`, or later. */
  finalDelayMs?: number;
  /** Until the model's first token, since the reply was begun. */
  firstTokenMs?: number;
  /** Until the first sentence or clause could be spoken, since the first token. */
  firstSentenceMs?: number;
  /** Until the voice gave its first audio, since it was given the first sentence. */
  firstAudioMs?: number;
  /**
   * Until it was audible at the ear, since there was audio that might be let out. The far end tells
   * of its sound a moment later, so the way of its report counts as well.
   */
  transportMs?: number;
  /** All of it: until something was heard, since the trainee really stopped. */
  responseMs?: number;
  /** What beginning before the end of the turn was known has saved. */
  savedMs?: number;
};

/** How long the persona took to answer one turn, and who took it. */
export type TurnLatency = StageTimes & {
  /** The persona's turn. */
  turnId: string;
  /** The trainee's turn it answers. */
  answers: string;
  /** When it became the answer, on the call's clock. */
  atMs: number;
  /** `used`: it was begun early, and the other stages up to its audio ran before the turn had ended. */
  speculation: 'used' | null;
  recogniser?: UsageSource;
  languageModel?: UsageSource;
  voice?: UsageSource;
  /** A model that hears and speaks by itself, in place of the three. */
  speechToSpeech?: UsageSource;
};
