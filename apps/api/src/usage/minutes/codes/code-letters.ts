import { createHash, randomInt } from 'node:crypto';

/** No 0, O, 1 and I: a code is read aloud and typed. */
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const GROUPS = 3;
const GROUP_LENGTH = 4;

/** Twelve of 32 letters: 60 bits. */
export const newMinuteCode = (): string =>
  Array.from({ length: GROUPS }, () =>
    Array.from({ length: GROUP_LENGTH }, () => LETTERS.charAt(randomInt(LETTERS.length))).join(''),
  ).join('-');

/** However it was typed; undefined when it cannot be a code. */
export const readMinuteCode = (typed: string): string | undefined => {
  const letters = typed.toUpperCase().replaceAll(/[\s\-–—_.]/g, '');
  const isCode = new RegExp(`^[${LETTERS}]{${GROUPS * GROUP_LENGTH}}$`).test(letters);
  return isCode ? letters.replaceAll(/(.{4})(?=.)/g, '$1-') : undefined;
};

export const hashMinuteCode = (code: string): string =>
  createHash('sha256').update(`minute code ${code}`).digest('hex');
