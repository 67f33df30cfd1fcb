import { AppError } from '../platform/errors/app-error';

export const notSignedIn = () =>
  new AppError('unauthenticated', 'auth.not_signed_in', 'Sign in first.');

export const sessionExpired = () =>
  new AppError('unauthenticated', 'auth.session_expired', 'Your sign-in has ended. Sign in again.');

export const apiKeyRejected = () =>
  new AppError('unauthenticated', 'auth.api_key_rejected', 'This API key is unknown or revoked.');

export const notAllowed = () =>
  new AppError('forbidden', 'auth.not_allowed', 'Your role does not allow this.');

export const foreignOrigin = () =>
  new AppError(
    'forbidden',
    'auth.foreign_origin',
    'This request came from another site. Open the dashboard at its own address and try again.',
  );

export const signInNeeded = () =>
  new AppError('forbidden', 'auth.sign_in_needed', 'An API key cannot do this. Sign in instead.');

export const badCredentials = () =>
  new AppError('unauthenticated', 'auth.bad_credentials', 'E-mail or password is wrong.');

export const wrongPassword = () =>
  new AppError('invalid', 'auth.wrong_password', 'The current password is wrong.', [
    { path: 'current', message: 'This is not your current password' },
  ]);

export const resetLinkInvalid = () =>
  new AppError(
    'invalid',
    'auth.reset_link_invalid',
    'This link was already used or is older than an hour. Ask for a new one.',
  );

export const sessionNotFound = () =>
  new AppError('not_found', 'auth.session_not_found', 'There is no such sign-in.');

export const apiKeyNotFound = () =>
  new AppError('not_found', 'auth.api_key_not_found', 'There is no such API key.');

export const roleAboveYours = () =>
  new AppError('forbidden', 'auth.role_above_yours', 'You cannot give a role above your own.', [
    { path: 'role', message: 'Above your own role' },
  ]);

export const tooManyAttempts = (retryAfterMs: number) => {
  const minutes = Math.max(1, Math.ceil(retryAfterMs / 60_000));
  return new AppError(
    'too_many',
    'auth.too_many_attempts',
    `Too many attempts. Try again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`,
    undefined,
    retryAfterMs,
  );
};
