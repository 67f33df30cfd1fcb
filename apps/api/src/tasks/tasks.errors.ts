import { AppError } from '../platform/errors/app-error';

export const taskNotFound = () =>
  new AppError('not_found', 'tasks.not_found', 'There is no such task, or it was tidied away.');

export const notYoursToStop = () =>
  new AppError(
    'forbidden',
    'tasks.not_yours_to_stop',
    'Somebody else started this. Ask them, or an administrator, to stop it.',
  );

/** A defect or a service that was away: the same work may succeed later. */
export const UNKNOWN_FAILURE = {
  code: 'tasks.failed',
  detail: 'It went wrong on our side, several times. Start it again later.',
};
