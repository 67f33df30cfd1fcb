/** What the brain took the trainee's turn for. */
export type TraineeMove =
  | 'greeting'
  | 'small_talk'
  | 'pitch'
  | 'discovery_question'
  | 'objection_handling'
  | 'price'
  | 'next_step'
  | 'answer'
  | 'question'
  | 'farewell'
  | 'rudeness'
  | 'unclear';

/** Each 0 to 1; moves with how the persona is treated. */
export type Mood = { trust: number; patience: number; interest: number };

export type BrainReply = {
  text: string;
  /** The persona ends the call once this has been heard. */
  hangUp: boolean;
  move: TraineeMove;
  mood: Mood;
};

export type BrainInput = {
  /** The trainee's turn, as recognised or typed. */
  text: string;
  /** What of the persona's last reply was heard, when it was cut short. */
  heardOfLastReply?: string;
};

/**
 * The built-in persona: rules, no model, no key. Deterministic for a seed; never says the same
 * line twice in a call.
 */
export interface PersonaBrain {
  /** The persona's first words. */
  open(): BrainReply;
  reply(input: BrainInput): BrainReply;
  /** Said into a long silence. */
  nudge(): BrainReply;
  /** Kind last words when the call has to end. */
  close(): BrainReply;
}
