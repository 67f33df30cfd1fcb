import { AppError } from '../platform/errors/app-error';

const wrongNumber = (message: string) =>
  new AppError('invalid', 'telephony.wrong_number', message, [{ path: 'number', message }]);

export const notConfigured = () =>
  new AppError(
    'unavailable',
    'telephony.not_configured',
    'No telephone line is set up here. An administrator can set the TWILIO_… variables.',
  );

export const noCountryCode = () =>
  wrongNumber('Begin with the country code, for example +44 20 7946 0018.');

export const notANumber = () =>
  wrongNumber('Use digits only, with spaces, dashes or brackets where you like.');

export const wrongLength = () =>
  wrongNumber('A telephone number has 7 to 15 digits, with its country code.');

export const numberNotFound = () =>
  new AppError('not_found', 'telephony.number_not_found', 'There is no such telephone number.');

export const tooManyNumbers = () =>
  new AppError(
    'conflict',
    'telephony.too_many_numbers',
    'You have as many numbers as one person may have. Remove one first.',
  );

export const numberTaken = () =>
  new AppError(
    'conflict',
    'telephony.number_taken',
    'This number already belongs to somebody else here. They have to remove it first.',
  );

export const numberBlocked = () =>
  new AppError(
    'forbidden',
    'telephony.number_blocked',
    'This number is blocked. Ask an administrator.',
  );

export const notYourNumber = () =>
  new AppError(
    'forbidden',
    'telephony.not_your_number',
    'We ring only your own telephone. Verify this number in your settings first.',
  );

export const noNumberVerified = () =>
  new AppError(
    'forbidden',
    'telephony.no_number',
    'Tell us your telephone number first, in your settings.',
  );

export const couldNotRing = () =>
  new AppError(
    'unavailable',
    'telephony.could_not_ring',
    'The telephone company did not put the call through. Check the number, or try again later.',
  );

export const alreadyVerified = () =>
  new AppError('conflict', 'telephony.already_verified', 'This number is already yours.');

export const wrongCode = (triesLeft: number) => {
  const left = triesLeft === 1 ? 'one more try' : `${triesLeft} more tries`;
  const message = `This is not the code. You have ${left}.`;
  return new AppError('invalid', 'telephony.wrong_code', message, [{ path: 'code', message }]);
};

export const codeExpired = () =>
  new AppError(
    'invalid',
    'telephony.code_expired',
    'This code is no longer valid. Ask for a new one.',
    [{ path: 'code', message: 'This code is no longer valid. Ask for a new one.' }],
  );

export const codeTooSoon = (retryAfterMs: number) =>
  new AppError(
    'too_many',
    'telephony.code_too_soon',
    `A code is on its way. You can ask for another in ${Math.ceil(retryAfterMs / 1000)} seconds.`,
    undefined,
    retryAfterMs,
  );

export const tooManyCalls = (retryAfterMs?: number) =>
  new AppError(
    'too_many',
    'telephony.too_many_calls',
    'This number has called too often. Try again in an hour.',
    undefined,
    retryAfterMs,
  );

export const countryNotAllowed = () =>
  new AppError(
    'forbidden',
    'telephony.country_not_allowed',
    'Calls and text messages to this country are switched off here.',
  );

export const callerNotFound = () =>
  new AppError('not_found', 'telephony.caller_not_found', 'There is no such caller.');

export const notFromTwilio = () =>
  new AppError('forbidden', 'telephony.not_signed', 'Only the telephone company may ask this.');
