const MAX_CHARS = 6000;

/**
 * Puts foreign text between markers it cannot contain, so that a model can tell data from
 * instructions: angle brackets become parentheses, control characters go, length is bounded.
 */
export const fence = (label: string, text: string, maxChars = MAX_CHARS): string => {
  const cleaned = [...text.slice(0, maxChars)]
    .filter((character) => character === '\n' || character === '\t' || character >= ' ')
    .join('')
    .replaceAll('<', '(')
    .replaceAll('>', ')')
    .trim();
  return `<${label}>\n${cleaned}\n</${label}>`;
};

/** A name as it may stand in a prompt: one line, short, no markup. */
export const plainName = (name: string): string =>
  [...name.slice(0, 60)]
    .filter((character) => character >= ' ' && !'<>"`{}[]'.includes(character))
    .join('')
    .trim();
