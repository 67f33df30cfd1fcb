import { AppError } from '../platform/errors/app-error';

export const taskNotFound = () =>
  new AppError('not_found', 'tasks.not_found', 'There is no such task, or it was tidied away.');
