import { createHmac, randomInt, timingSafeEqual } from 'node:crypto';

export const CODE_LIFE_MS = 10 * 60_000;
export const CODE_TRIES = 5;
/** Long enough for a text message to arrive before another is asked for. */
export const RESEND_AFTER_MS = 60_000;

export const newCode = (): string => String(randomInt(1_000_000)).padStart(6, '0');

/** Six digits are soon tried out, so the hash needs our secret; and no code fits another number. */
export const hashCode = (code: string, numberId: string, secret: string): string =>
  createHmac('sha256', secret).update(`phone-code ${numberId} ${code}`).digest('hex');

export const isSameHash = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

export const codeText = (code: string): string =>
  `${code} is your code for Sparline. It is valid for 10 minutes. Nobody will ask you for it.`;
