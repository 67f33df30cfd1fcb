import type { LineOutcome } from './phone-line';

// What a caller hears from the telephone company's own voice, where none of ours can speak.

export const NUMBER_WITHHELD =
  'Your number is not shown, so we cannot tell who is calling. Please ring again with your number shown. Goodbye.';
export const BLOCKED = 'This number cannot practise here. Goodbye.';
export const BUSY =
  'All our lines are taken at the moment. Please ring again in a few minutes. Goodbye.';
export const TOO_MANY =
  'This number has called many times within an hour. Please take a break, and ring again later. Goodbye.';
export const USED_UP =
  'The practice minutes of this number are used up. Whoever runs this line can give you more. Goodbye.';
export const BUDGET_USED_UP =
  'The budget for practice calls is used up for this month. Whoever runs this line can let calls go on. Goodbye.';
export const LINE_OVER = 'This call is already over. Please ring again. Goodbye.';

const BROKEN =
  'I am sorry, something went wrong on our side. This call costs you nothing. Please ring again. Goodbye.';

const LOST =
  'I am sorry, the connection was lost. Please ring again, and we go on where we were. Goodbye.';

/** Null where the call has had its last words. */
export const afterwards = (outcome: LineOutcome | null): string | null => {
  switch (outcome) {
    case 'busy':
      return BUSY;
    case 'used_up':
      return USED_UP;
    case 'budget_used_up':
      return BUDGET_USED_UP;
    case 'disconnected':
      return LOST;
    case 'failed':
      return BROKEN;
    default:
      return null;
  }
};
