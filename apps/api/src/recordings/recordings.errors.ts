import { AppError } from '../platform/errors/app-error';

export const recordingNotFound = () =>
  new AppError('not_found', 'recordings.not_found', 'This call has no recording, or not yet.');
