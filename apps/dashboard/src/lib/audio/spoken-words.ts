// Where in a sentence a voice is that tells its words at best, its times never.

/**
 * Of a voice at its ordinary rate. The server counts with the same number, so that what is reported
 * as milliseconds comes back as the same words.
 */
export const MS_PER_CHARACTER = 65;

export const playedMsOf = (characters: number): number => characters * MS_PER_CHARACTER;

export const estimatedMs = (text: string): number =>
  Math.max(300, Math.round(text.length * MS_PER_CHARACTER));

/** Characters said after so long, by proportion, cut back to the beginning of the current word. */
export const charactersAt = (text: string, elapsedMs: number): number => {
  const reached = Math.floor((elapsedMs / estimatedMs(text)) * text.length);
  if (reached >= text.length) {
    return text.length;
  }
  return text.lastIndexOf(' ', reached) + 1;
};

/** Where to begin again so that no word is lost: at the start of the word that was cut. */
export const wordStartAt = (text: string, characters: number): number =>
  text.lastIndexOf(' ', Math.max(0, characters - 1)) + 1;
