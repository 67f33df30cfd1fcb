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

export const exportNotFound = () =>
  new AppError('not_found', 'reports.export_not_found', 'There is no such export.');

export const exportNotReady = () =>
  new AppError(
    'conflict',
    'reports.export_not_ready',
    'The file is still being written. Try again in a moment.',
  );

export const exportNotMade = () =>
  new AppError(
    'not_found',
    'reports.export_not_made',
    'There is no file, because the export was stopped or went wrong. Export the calls again.',
  );

export const exportExpired = () =>
  new AppError(
    'not_found',
    'reports.export_expired',
    'The file was kept for seven days and is gone. Export the calls again.',
  );

export const scheduleNotFound = () =>
  new AppError('not_found', 'reports.schedule_not_found', 'There is no such schedule.');

export const recipientNotAllowed = (names: readonly string[]) =>
  new AppError(
    'invalid',
    'reports.recipient_not_allowed',
    `${names.join(', ')} may not see this report. Choose coaches and administrators, or the report on progress.`,
    [{ path: 'recipients', message: 'May not see this report' }],
  );

export const unknownRecipient = () =>
  new AppError(
    'invalid',
    'reports.unknown_recipient',
    'A report is mailed to active members alone. Somebody you chose is none.',
    [{ path: 'recipients', message: 'Not an active member' }],
  );

export const unknownGroup = (report: string) =>
  new AppError(
    'invalid',
    'reports.unknown_group',
    `The report on ${report} cannot be grouped like that. Choose another grouping.`,
    [{ path: 'groupBy', message: 'Not known to this report' }],
  );
