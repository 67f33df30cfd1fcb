import type { AuditEntry } from '$lib/api/types';

const ACTIONS: Record<string, string> = {
  'caller.revealed': 'Looked at the number of a caller',
  'caller.blocked': 'Blocked a caller',
  'caller.unblocked': 'Let a blocked caller in again',
  'member.made_admin': 'Made somebody an administrator',
  'member.made_coach': 'Made somebody a coach',
  'member.made_trainee': 'Made somebody a trainee',
  'member.suspended': 'Suspended a member',
  'member.restored': 'Let a suspended member in again',
  'member.removed': 'Removed a member',
};

const PAGES: Record<string, (id: string) => string> = {
  caller: () => '/callers',
  member: () => '/members',
  call: (id) => `/calls/${id}`,
  persona: (id) => `/personas/${id}`,
};

/** In plain words; an action that has none yet stands by its own name. */
export const auditWordsOf = ({ action }: Pick<AuditEntry, 'action'>): string =>
  ACTIONS[action] ?? action.replaceAll(/[._]/g, ' ');

/** Where what it was done to can be seen, if anywhere. */
export const auditPageOf = ({ subject }: Pick<AuditEntry, 'subject'>): string | undefined => {
  const [kind = '', id = ''] = subject.split(':');
  return PAGES[kind]?.(id);
};
