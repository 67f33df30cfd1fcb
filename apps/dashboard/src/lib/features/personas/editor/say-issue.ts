import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

const UNITS: Record<string, string> = { string: 'characters', array: 'entries' };

/** A schema's complaint in the words of somebody who edits a form. */
export const sayIssue = (issue: Issue): string => {
  switch (issue.code) {
    case 'too_small':
      if (issue.origin === 'array') return 'Add at least one.';
      return issue.origin === 'string' ? 'This cannot be empty.' : 'This is too low.';
    case 'too_big': {
      const unit = UNITS[issue.origin];
      return unit ? `At most ${issue.maximum} ${unit}.` : 'This is too high.';
    }
    case 'invalid_value':
      return 'Choose one of the list.';
    default:
      return 'This is not valid.';
  }
};
