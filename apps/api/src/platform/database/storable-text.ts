const REPLACEMENT = '\uFFFD';

/** PostgreSQL keeps neither NUL nor half of a surrogate pair, and refuses all that comes with one. */
export const storableText = (text: string): string =>
  text.replaceAll('\0', REPLACEMENT).replace(/\p{Surrogate}/gu, REPLACEMENT);

export const storableJson = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'string' ? storableText(part) : part,
  );
