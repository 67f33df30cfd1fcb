import { AppError } from '../platform/errors/app-error';

export const personaNotFound = () =>
  new AppError('not_found', 'personas.not_found', 'There is no such persona.');

export const personaChangedMeanwhile = (current: number) =>
  new AppError(
    'conflict',
    'personas.changed_meanwhile',
    `Someone else saved version ${current} while you were editing. Reload to see it; your own text is kept until you do.`,
  );

export const personaVersionNotFound = () =>
  new AppError('not_found', 'personas.version_not_found', 'This persona has no such version.');
