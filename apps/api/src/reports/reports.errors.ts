import { AppError } from '../platform/errors/app-error';

export const periodBeginsLater = (from: string, to: string) =>
  new AppError(
    'invalid',
    'reports.period_out_of_order',
    `The period would begin on ${from} and end on ${to}. Choose a first day that is not after the last.`,
    [{ path: 'from', message: 'After the last day' }],
  );

export const periodTooLong = () =>
  new AppError(
    'invalid',
    'reports.period_too_long',
    'A report covers five years at most. Choose a later first day or an earlier last day.',
    [{ path: 'from', message: 'More than five years before the last day' }],
  );

export const onlyYourOwn = () =>
  new AppError(
    'forbidden',
    'reports.only_your_own',
    'You can see your own progress. That of others is for coaches and administrators.',
    [{ path: 'member', message: 'Somebody else' }],
  );
