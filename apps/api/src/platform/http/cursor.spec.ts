import { z } from 'zod';
import { decodeCursor, encodeCursor } from './cursor';

const Position = z.object({ value: z.string(), id: z.uuid() });
const id = 'b1f3a1f0-52f4-4ad8-9b4f-0d7a5f6b8c11';

describe('a cursor', () => {
  it.each(['Anna', 'Zoë "Z" Ångström', '日本語', ''])('carries %p there and back', (value) => {
    const cursor = encodeCursor({ value, id });
    expect(cursor).toMatch(/^[\w-]+$/);
    expect(decodeCursor(cursor, Position)).toEqual({ value, id });
  });

  it.each([
    ['empty', ''],
    ['no base64', '%%%'],
    ['no JSON', Buffer.from('{"value":').toString('base64url')],
    ['of another list', encodeCursor({ at: 3 })],
    ['with a wrong type', encodeCursor({ value: 3, id })],
    ['with an id that is none', encodeCursor({ value: 'a', id: '1; DROP TABLE members' })],
    ['null', Buffer.from('null').toString('base64url')],
  ])('is refused when %s', (_, cursor) => {
    expect(() => decodeCursor(cursor, Position)).toThrow('request.bad_cursor: ');
  });
});
