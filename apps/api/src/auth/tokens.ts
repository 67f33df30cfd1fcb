import { createHash, createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';

const TOKEN_BYTES = 32;
// No 0, 1, i, l or o: a password that is read from a terminal and typed.
const READABLE = 'abcdefghjkmnpqrstuvwxyz23456789';

/** 256 random bits, safe in URLs, headers and cookies. */
export const newToken = (): string => randomBytes(TOKEN_BYTES).toString('base64url');

/** What is stored. Tokens are random, so a fast hash is enough; passwords are not, and use argon2id. */
export const hashToken = (token: string): string =>
  createHash('sha256').update(token).digest('hex');

/** Four groups of five of 31 letters: 99 bits. */
export const readablePassword = (): string =>
  Array.from({ length: 4 }, () =>
    Array.from({ length: 5 }, () => READABLE.charAt(randomInt(READABLE.length))).join(''),
  ).join('-');

const signature = (value: string, secret: string): string =>
  createHmac('sha256', secret).update(value).digest('base64url');

export const sign = (value: string, secret: string): string =>
  `${value}.${signature(value, secret)}`;

/** The value, when it carries our signature. Saves the database from guessing. */
export const unsign = (signed: string, secret: string): string | undefined => {
  const dot = signed.lastIndexOf('.');
  if (dot < 1) return undefined;
  const value = signed.slice(0, dot);
  const given = Buffer.from(signed.slice(dot + 1));
  const expected = Buffer.from(signature(value, secret));
  return given.length === expected.length && timingSafeEqual(given, expected) ? value : undefined;
};
