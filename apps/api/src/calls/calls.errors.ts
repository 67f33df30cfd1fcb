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

export const alreadyOnTheLine = () =>
  new AppError(
    'conflict',
    'calls.already_on_the_line',
    'Your telephone rings already, or you are in a call. End it first.',
  );

export const wrongRingTime = (message: string) =>
  new AppError('invalid', 'calls.wrong_ring_time', message, [{ path: 'at', message }]);

export const tooManyRings = () =>
  new AppError(
    'conflict',
    'calls.too_many_rings',
    'You have as many calls scheduled as one person may have. Cancel one first.',
  );

export const ringNotFound = () =>
  new AppError('not_found', 'calls.ring_not_found', 'There is no such scheduled call.');

export const ringNotScheduled = () =>
  new AppError(
    'conflict',
    'calls.ring_not_scheduled',
    'This call is no longer scheduled: your telephone has been rung.',
  );

export const mustRecord = () =>
  new AppError(
    'forbidden',
    'calls.must_record',
    'Your organization records every call. Start it with recording, or ask an administrator to allow calls without.',
  );
