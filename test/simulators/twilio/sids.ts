import { randomBytes } from 'node:crypto';

/** A name as Twilio gives them: two letters for the kind, 32 hexadecimal digits. */
export const newSid = (kind: 'CA' | 'MZ' | 'PN' | 'SM'): string =>
  kind + randomBytes(16).toString('hex');
