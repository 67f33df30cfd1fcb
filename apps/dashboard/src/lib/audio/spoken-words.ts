// Where in a sentence a voice is that tells its words at best, its times never.

/** Of a browser's voice at its ordinary rate: about 170 words a minute. */
export const MS_PER_CHARACTER = 65;

export const estimatedMs = (text: string): number =>
  Math.max(300, Math.round(text.length * MS_PER_CHARACTER));

/** Characters said after so long, by proportion, cut back to the last whole word. */
export const charactersAt = (text: string, elapsedMs: number): number => {
  const reached = Math.floor((elapsedMs / estimatedMs(text)) * text.length);
  if (reached >= text.length) {
    return text.length;
  }
  return Math.max(0, text.lastIndexOf(' ', reached));
};

/** Where to begin again so that no word is lost: at the start of the word that was cut. */
export const wordStartAt = (text: string, characters: number): number =>
  text.lastIndexOf(' ', Math.max(0, characters - 1)) + 1;
