const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? [];

/** Of the recognised words, so many must stand in a row in what the persona said. */
const ECHO_SHARE = 0.7;

/**
 * Whether recognised words are the persona's own voice out of the loudspeaker. One or two words are
 * never taken for an echo: "yes" and "the price" are answers.
 */
export const looksLikeEcho = (recognised: string, spoken: string): boolean => {
  const said = wordsOf(spoken);
  const heard = wordsOf(recognised);
  if (heard.length < 3 || said.length === 0) {
    return false;
  }
  const pairs = new Set(said.slice(1).map((word, i) => `${said[i] ?? ''} ${word}`));
  const matching = heard.slice(1).filter((word, i) => pairs.has(`${heard[i] ?? ''} ${word}`));
  return matching.length / (heard.length - 1) >= ECHO_SHARE;
};
