/** First and last byte, both included, as HTTP counts them. */
export type ByteRange = { start: number; end: number };

/**
 * What a `Range` header asks of `size` bytes (RFC 9110, section 14): undefined means all of it, which
 * is also the right answer to a header that is malformed, of another unit, or names several ranges.
 */
export const parseByteRange = (
  header: string | undefined,
  size: number,
): ByteRange | 'unsatisfiable' | undefined => {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.replaceAll(/\s/g, '') ?? '');
  if (!match) return undefined;
  const [first, last] = [toNumber(match[1]), toNumber(match[2])];
  if (first === undefined) return last === undefined ? undefined : lastBytes(last, size);
  if (last !== undefined && last < first) return undefined;
  if (first >= size) return 'unsatisfiable';
  return { start: first, end: Math.min(last ?? size - 1, size - 1) };
};

const lastBytes = (count: number, size: number): ByteRange | 'unsatisfiable' =>
  count === 0 || size === 0 ? 'unsatisfiable' : { start: Math.max(0, size - count), end: size - 1 };

const toNumber = (digits: string | undefined): number | undefined =>
  digits ? Number(digits) : undefined;
