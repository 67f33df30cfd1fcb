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

/** "Ann, Bob", and how many more there are. */
export const namesInShort = (names: readonly string[]): string =>
  names.length > NAMED_AT_MOST
    ? `${names.slice(0, NAMED_AT_MOST).join(', ')} and ${names.length - NAMED_AT_MOST} more`
    : names.join(', ');
