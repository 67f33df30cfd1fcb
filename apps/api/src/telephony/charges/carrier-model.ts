import { countryOf } from '../../config/dialling-codes';

export type Direction = 'inbound' | 'outbound';

const TOLL_FREE = /^\+1(?:800|833|844|855|866|877|888)/;
const UNKNOWN = 'unknown';

/**
 * What the price book calls a minute on the telephone. Twilio's price is that of the country of our
 * number where we are called, and of the number where we call.
 */
export const voiceModelOf = (direction: Direction, number: string | null | undefined): string => {
  if (direction === 'inbound' && number && TOLL_FREE.test(number)) return 'voice-us-toll-free';
  return `voice-${countryIn(number)}-${direction}`;
};

/** And a text message, by where it goes. */
export const smsModelOf = (to: string | null | undefined): string => `sms-${countryIn(to)}`;

const countryIn = (number: string | null | undefined): string =>
  (number ? countryOf(number)?.toLowerCase() : undefined) ?? UNKNOWN;

/** Every minute that was begun counts, and an answered call is at least one. */
export const billedMinutes = (seconds: number): number => Math.max(1, Math.ceil(seconds / 60));
