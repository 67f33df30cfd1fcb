/**
 * Judges whether a turn is complete, where the recogniser does not. It is asked for every change of
 * the words, so it answers at once; what takes longer belongs into a recogniser.
 */
export interface EndOfTurnScorer {
  /** 0 to 1: how likely the turn has ended with these words; undefined when it cannot tell. */
  score(text: string): number | undefined;
}
