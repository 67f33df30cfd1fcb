import { AppError } from '../../../platform/errors/app-error';

const refused = (code: string, detail: string, message: string) =>
  new AppError('conflict', code, detail, [{ path: 'code', message }]);

export const noSuchCode = () =>
  new AppError(
    'not_found',
    'minutes.code_unknown',
    'There is no such code. Look at it again: it has twelve letters and digits, and never 0, O, 1 or I.',
    [{ path: 'code', message: 'There is no such code' }],
  );

export const codeRevoked = () =>
  refused(
    'minutes.code_revoked',
    'This code was withdrawn. Ask whoever gave it to you for another one.',
    'It was withdrawn',
  );

export const codeExpired = () =>
  refused(
    'minutes.code_expired',
    'This code is no longer valid. Ask whoever gave it to you for another one.',
    'It is no longer valid',
  );

export const codeUsedUp = () =>
  refused(
    'minutes.code_used_up',
    'This code was redeemed as often as it may be. Ask whoever gave it to you for another one.',
    'It was redeemed as often as it may be',
  );

export const codeRedeemedBefore = () =>
  refused(
    'minutes.code_redeemed_before',
    'This code was redeemed for these minutes before. It works once.',
    'It was redeemed before',
  );

export const nothingToAddTo = () =>
  refused(
    'minutes.not_limited',
    'You may practise as long as you like, so the code would change nothing. Keep it.',
    'You need no code',
  );

export const codeNotFound = () =>
  new AppError('not_found', 'minutes.code_not_found', 'There is no such code.');
