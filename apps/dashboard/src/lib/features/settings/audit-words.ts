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
  'organization.changed': 'Changed the organization',
  'team.created': 'Made a team',
  'team.renamed': 'Renamed a team',
  'team.deleted': 'Deleted a team',
  'team.members_added': 'Put members into a team',
  'team.members_taken_out': 'Took members out of their teams',
  'quota.minutes_set': 'Set what is left of minutes',
  'quota.minutes_added': 'Added minutes',
  'quota.allowance_set': 'Set the minutes of each month',
  'quota.allowance_removed': 'Stopped the minutes of each month',
  'quota.limit_set': 'Set how far calls may go over',
  'quota.lifted': 'Lifted a limit of minutes',
  'quota.call_refunded': 'Gave the minutes of a call back',
  'quota.code_redeemed': 'Redeemed a code for minutes',
  'minute_code.created': 'Made a code for minutes',
  'minute_code.revoked': 'Revoked a code for minutes',
  'budget.set': 'Set the budget',
  'budget.removed': 'Removed the budget',
  'budget.stop_lifted': 'Let calls go on although the budget is spent',
  'budget.stop_restored': 'Put the stop of the budget in force again',
  'price.added': 'Added a price',
  'price.corrected': 'Corrected a price',
  'price.followed': 'Set another price from a day on',
  'price.ended': 'Ended a price',
  'price.removed': 'Removed a price',
  'price.imported': 'Imported prices',
  'price.filled_in': 'Filled in missing prices',
  'recording.deleted': 'Deleted a recording',
  'recording.link_created': 'Made a link to a recording',
  'recording.links_revoked': 'Revoked the links to a recording',
  'recordings.unrecorded_allowed': 'Allowed calls without a recording',
  'recordings.unrecorded_forbidden': 'No longer allowed calls without a recording',
};

const PAGES: Record<string, (id: string) => string> = {
  caller: () => '/callers',
  member: () => '/members',
  team: () => '/members',
  call: (id) => `/calls/${id}`,
  persona: (id) => `/personas/${id}`,
  quota: (id) => `/minutes/${id}`,
  minute_code: () => '/minutes/codes',
  price: () => '/prices?whose=own',
};
/** What is done to the organization as a whole has a page by what it is. */
const PAGES_OF_ALL: Record<string, string> = {
  budget: '/budget',
  price: '/prices',
  quota: '/minutes',
  team: '/members',
  organization: '/settings/organization',
  recordings: '/settings/organization',
};

/** In plain words; an action that has none yet stands by its own name. */
export const auditWordsOf = ({ action }: Pick<AuditEntry, 'action'>): string =>
  ACTIONS[action] ?? action.replaceAll(/[._]/g, ' ');

/** Where what it was done to can be seen, if anywhere. */
export const auditPageOf = ({
  subject,
  action,
}: Pick<AuditEntry, 'subject' | 'action'>): string | undefined => {
  const [kind = '', id = ''] = subject.split(':');
  if (kind === 'organization') return PAGES_OF_ALL[action.split('.')[0] ?? ''];
  return PAGES[kind]?.(id);
};
