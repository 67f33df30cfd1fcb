import { AppError } from '../platform/errors/app-error';

export const recordingNotFound = () =>
  new AppError('not_found', 'recordings.not_found', 'This call has no recording, or not yet.');

export const rangeNotSatisfiable = (bytes: number) =>
  new AppError(
    'range_not_satisfiable',
    'recordings.range_not_satisfiable',
    `The recording has ${bytes} bytes; ask for some of these.`,
  );
