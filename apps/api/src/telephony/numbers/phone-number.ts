import { noCountryCode, notANumber, wrongLength } from '../telephony.errors';

/** A telephone number as the whole world writes it: a plus, the country code, digits only. */
export type E164 = string;

const WHOLE = /^\+[1-9]\d{6,14}$/;
const WRITTEN = /^\+?[\d\s().\-/\u2010-\u2015\u00a0]+$/;

/**
 * What telephone companies put in place of a number that is not shown; the digits spell the same
 * words on a telephone's keys (https://www.twilio.com/docs/voice/twiml).
 */
const WITHHELD = new Set([
  '+266696687',
  '+7378742833',
  '+7378742883',
  '+2562533',
  '+8656696',
  '+86282452253',
]);

/** Throws `telephony.wrong_number`, which says what to write instead. */
export const parsePhoneNumber = (written: string): E164 => {
  const text = written.trim();
  if (!WRITTEN.test(text)) throw notANumber();
  // "+44 (0)20": the nought in brackets is for those who dial inside the country.
  const digits = text.replace(/\(0\)/, '').replaceAll(/\D/g, '');
  const international = text.startsWith('+') ? digits : afterDoubleNought(digits);
  if (international === undefined || international.startsWith('0')) throw noCountryCode();
  const number = `+${international}`;
  if (!WHOLE.test(number)) throw wrongLength();
  return number;
};

/** Undefined for a caller whose number is not shown, and for one who does not call by telephone. */
export const shownNumber = (from: string): E164 | undefined => {
  const number = from.trim();
  return WHOLE.test(number) && !WITHHELD.has(number) ? number : undefined;
};

/** Enough for its owner to recognise it, too little to call it. */
export const maskPhoneNumber = (number: E164): string =>
  `··· ${number.slice(number.length < 10 ? -2 : -4)}`;

const afterDoubleNought = (digits: string): string | undefined =>
  digits.startsWith('00') ? digits.slice(2) : undefined;
