import { z } from 'zod';
import { AppError } from '../errors/app-error';

const badCursor = () =>
  new AppError(
    'invalid',
    'request.bad_cursor',
    'This cursor is not one of ours. Start without one.',
    [{ path: 'cursor', message: 'Not a cursor of this list' }],
  );

/** Where a page ended, opaque to clients: the next begins after it. */
export const encodeCursor = (position: Record<string, unknown>): string =>
  Buffer.from(JSON.stringify(position)).toString('base64url');

/** Throws `request.bad_cursor` unless it decodes to what the list's schema wants. */
export const decodeCursor = <Position extends z.ZodType>(
  cursor: string,
  schema: Position,
): z.infer<Position> => {
  const parsed = schema.safeParse(fromJson(Buffer.from(cursor, 'base64url').toString('utf8')));
  if (!parsed.success) throw badCursor();
  return parsed.data;
};

const fromJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
