import { AppError } from '../../platform/errors/app-error';

export const budgetUsedUp = () =>
  new AppError(
    'conflict',
    'budget.used_up',
    'This month’s budget for practice calls is used up. Ask an administrator, who can raise it or let calls go on.',
  );

export const noBudget = () =>
  new AppError('not_found', 'budget.not_set', 'No budget is set. Set one first.');

/** Their names, where they are known here. */
export const unknownRecipient = (names: readonly string[]) =>
  new AppError(
    'invalid',
    'budget.unknown_recipient',
    'Only administrators and coaches of the organization can be mailed about its budget.',
    [
      {
        path: 'mailTo',
        message:
          names.length > 0
            ? `No longer to be mailed about the budget: ${names.join(', ')}. Take them off the list.`
            : 'Somebody here is no administrator or coach',
      },
    ],
  );
