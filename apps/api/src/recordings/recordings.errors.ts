import { AppError } from '../platform/errors/app-error';

export const recordingNotFound = () =>
  new AppError('not_found', 'recordings.not_found', 'This call has no recording, or not yet.');

export const linkNotFound = () =>
  new AppError(
    'not_found',
    'recordings.link_not_found',
    'This is no link to a recording. Look whether you have opened the whole of it.',
  );

export const linkExpired = () =>
  new AppError(
    'gone',
    'recordings.link_expired',
    'This link has expired. Ask whoever sent it for a new one.',
  );

export const linkVoid = () =>
  new AppError(
    'gone',
    'recordings.link_void',
    'This link works no more: it was taken back, or the recording was deleted.',
  );
