import { AppError } from '../platform/errors/app-error';

export const callNotFound = () =>
  new AppError('not_found', 'calls.not_found', 'There is no such call.');

export const callStillRunning = () =>
  new AppError('conflict', 'calls.still_running', 'The call is still running. Hang up first.');

export const busy = () =>
  new AppError('unavailable', 'busy', 'All lines are taken right now. Try again in a minute.');

export const noRecogniser = () =>
  new AppError(
    'unavailable',
    'calls.no_recogniser',
    'This server has no speech recognition. Type, or let the browser recognise your speech.',
  );

export const noVoice = () =>
  new AppError(
    'unavailable',
    'calls.no_voice',
    'This server has no voice. Let the browser speak, or add a provider.',
  );

export const shareNotFound = () =>
  new AppError(
    'not_found',
    'calls.share_not_found',
    'This link has expired, or the call has been deleted.',
  );
