import type { EndReason } from '@sparline/voice';
import type { LineOutcome } from '../../calls/phone/phone-line';
import { AppError } from '../../platform/errors/app-error';

/** How a line ended, by how its last call did. */
export const outcomeOf = (reason: EndReason): LineOutcome => {
  switch (reason) {
    case 'disconnected':
      return 'disconnected';
    case 'failed':
    case 'crashed':
      return 'failed';
    default:
      return 'completed';
  }
};

/** How it ended because no call could begin. */
export const outcomeOfRefusal = (error: unknown): LineOutcome => {
  if (!(error instanceof AppError)) return 'failed';
  if (error.code === 'minutes.used_up') return 'used_up';
  if (error.code === 'budget.used_up') return 'budget_used_up';
  return error.code === 'busy' ? 'busy' : 'failed';
};
