import type { ReportSchedule } from '$lib/api/types';
import type { Group } from '../report-words';

export const SCHEDULES = 'app:schedules';

export const REPORT_WORDS: Record<ReportSchedule['report'], string> = {
  usage: 'Usage',
  cost: 'Cost',
  progress: 'Progress',
  quality: 'Quality',
};

export const WEEKDAYS = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
];

const CALL_GROUPS: readonly Group[] = ['member', 'persona', 'mode', 'channel', 'engine'];
const PROGRESS_WORDS: Record<string, string> = {
  member: 'Trainee',
  week: 'Week',
  criterion: 'Criterion',
};

/** What each report's file can have a row for. */
export const groupsFor = (
  report: ReportSchedule['report'],
  words: Record<Group, string>,
): { value: string; label: string }[] => {
  if (report === 'progress') {
    return Object.entries(PROGRESS_WORDS).map(([value, label]) => ({ value, label }));
  }
  const more: Record<string, readonly Group[]> = {
    usage: [...CALL_GROUPS, 'provider', 'day'],
    cost: ['component', 'provider', 'model', ...CALL_GROUPS, 'day'],
    quality: ['provider', 'model', 'persona', 'mode', 'channel', 'engine', 'day'],
  };
  return (more[report] ?? []).map((value) => ({ value, label: words[value] }));
};

/** "Every Monday at 08:00", "On day 1 of every month at 07:00". */
export const rhythmOf = ({ rhythm, onDay, atHour }: ReportSchedule): string => {
  const hour = `${String(atHour).padStart(2, '0')}:00`;
  return rhythm === 'weekly'
    ? `Every ${WEEKDAYS[onDay - 1] ?? 'week'} at ${hour}`
    : `On day ${onDay} of every month at ${hour}`;
};

export const MAILING_WORDS: Record<ReportSchedule['mailings'][number]['state'], string> = {
  pending: 'waiting',
  sending: 'being handed over',
  sent: 'sent',
  failed: 'could not be sent',
  uncertain: 'may not have arrived',
  not_allowed: 'may not see it any more',
};
