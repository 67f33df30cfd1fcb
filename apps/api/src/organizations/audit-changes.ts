import type { AuditChange } from './audit.schemas';

type Value = AuditChange['before'];
type Described = Readonly<Record<string, Value | undefined>>;

/**
 * What differs, field by field. Of something new or removed the one side is undefined; what is not
 * said on either side is no change.
 */
export const changesBetween = (
  before: Described | undefined,
  after: Described | undefined,
): AuditChange[] =>
  [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])].flatMap((field) => {
    const change = { field, before: before?.[field] ?? null, after: after?.[field] ?? null };
    return change.before === change.after ? [] : [change];
  });

const NAMED_AT_MOST = 20;

/** "Ann, Bob" by the alphabet, and how many more there are. */
export const namesInShort = (names: readonly string[]): string => {
  const sorted = [...names].sort((a, b) => a.localeCompare(b));
  const more = sorted.splice(NAMED_AT_MOST).length;
  return more > 0 ? `${sorted.join(', ')} and ${more} more` : sorted.join(', ');
};
