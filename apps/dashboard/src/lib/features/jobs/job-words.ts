/** What a job does, and what it means that it failed, for somebody who is no technician. */
type JobWords = { name: string; means: string };

const WORDS: Record<string, JobWords> = {
  'after-call': {
    name: 'Work on a call',
    means: 'The feedback of this call was not begun. It is begun again by itself within a minute.',
  },
  'mix-recording': {
    name: 'Recording of a call',
    means: 'The call has no recording yet. What was said is kept, so it can still be made.',
  },
  'account-usage': {
    name: 'Usage and cost of a call',
    means: 'The call is missing in the reports of usage and cost.',
  },
  'summarise-call': { name: 'Summary of a call', means: 'The call has no summary.' },
  'score-call': { name: 'Score of a call', means: 'The call has no score.' },
  'finish-call': {
    name: 'Finish of a call',
    means: 'The call still says that it is being worked on.',
  },
  'score-again': {
    name: 'Scoring calls again',
    means: 'Some calls keep the score they had.',
  },
  'export-calls': {
    name: 'Export of calls',
    means: 'Somebody did not get the file they asked for. Try it again, or start another export.',
  },
  'price-unknown': {
    name: 'Filling in prices',
    means: 'Some usage still has no price. What was filled in already stays.',
  },
  'send-sms': { name: 'Text message', means: 'Somebody did not get a text message.' },
  'apply-sms-status': {
    name: 'Report on a text message',
    means: 'It is not known whether a text message arrived.',
  },
  'send-mail': {
    name: 'Mail',
    means:
      'Somebody waits for a mail, e.g. an invitation. It is tried again by itself every ten minutes.',
  },
  'merge-caller': {
    name: 'Taking over a caller’s calls',
    means: 'The earlier calls of a verified number are not with its member yet.',
  },
  'ring-trainee': { name: 'Ringing somebody up', means: 'Somebody was not rung.' },
  'delete-old-recordings': {
    name: 'Deleting old recordings',
    means: 'Recordings are kept longer than they should be. It is tried again every night.',
  },
};

const SWEEP: JobWords = {
  name: 'Tidying up',
  means: 'Nothing is lost. It runs again by itself within minutes.',
};

export const jobWords = (job: string): JobWords =>
  WORDS[job] ??
  (job.startsWith('sweep-') ? SWEEP : { name: job, means: 'Some work was not done.' });

export const JOB_OPTIONS: readonly { value: string; label: string }[] = [
  { value: '', label: 'Any kind' },
  ...Object.entries(WORDS).map(([value, { name }]) => ({ value, label: name })),
];

/** The first that fits says why; anything else is shown as it was told. */
const REASONS: readonly (readonly [RegExp, string])[] = [
  [/^ENOSPC|^EDQUOT/, 'The disk is full.'],
  [/^EACCES|^EPERM/, 'A file or folder may not be written.'],
  [/^ENOENT/, 'A file that was needed is gone.'],
  [/^EAUTH/, 'The mail server does not accept our name and password.'],
  [/^ECONN|^ETIMEDOUT|^EAI_|^ENOTFOUND|^EHOSTUNREACH|^ESOCKET/, 'Another service did not answer.'],
  [/^(08|53|57)/, 'The database was not available.'],
  [/^UnrecoverableError$/, 'It was cut off several times, or is not known to this version.'],
];

export const reasonWords = ({ code, message }: { code: string; message: string }): string => {
  if (/stalled/.test(message)) {
    return 'The server went away in the middle of it, several times.';
  }
  return REASONS.find(([pattern]) => pattern.test(code))?.[1] ?? message;
};

const QUEUE_NAMES: Record<string, string> = {
  'after-call': 'After a call',
  recording: 'Recordings',
  accounting: 'Usage and cost',
  summary: 'Summaries',
  scoring: 'Scores',
  messages: 'Mails, texts and rings',
  reports: 'Reports',
  retention: 'Deleting what is old',
  upkeep: 'Tidying up',
};

export const queueName = (queue: string): string => QUEUE_NAMES[queue] ?? queue;
