import { z } from 'zod';

/** What follows a call; the ids only, because a job re-reads what it works on. */
const CallWork = z.object({ organizationId: z.uuid(), callId: z.uuid() });
const MergeWork = z.object({ organizationId: z.uuid(), guestId: z.uuid() });
const SmsWork = z.object({ organizationId: z.uuid(), smsId: z.uuid() });
const MailWork = z.object({ organizationId: z.uuid(), mailId: z.uuid() });
const SmsStatus = z.object({
  twilioSid: z.string(),
  status: z.string(),
  errorCode: z.string().optional(),
});
/** Long work somebody waits for; what it shall do and how far it is stands in its task. */
const TaskWork = z.object({ organizationId: z.uuid(), taskId: z.uuid() });
const LineWork = z.object({ organizationId: z.uuid(), lineId: z.uuid() });
const OrganizationWork = z.object({ organizationId: z.uuid() });
const MailingWork = z.object({ organizationId: z.uuid(), mailingId: z.uuid() });
const Nothing = z.object({});

/** How many jobs of a queue one process works on at a time. */
export const QUEUES = {
  'after-call': { concurrency: 4 },
  recording: { concurrency: 2 },
  accounting: { concurrency: 4 },
  summary: { concurrency: 4 },
  scoring: { concurrency: 4 },
  messages: { concurrency: 4 },
  reports: { concurrency: 2 },
  retention: { concurrency: 1 },
  upkeep: { concurrency: 1 },
} as const;
export type QueueName = keyof typeof QUEUES;

export type JobDefinition = {
  queue: QueueName;
  payload: z.ZodType<object>;
  attempts: number;
  /** The first pause before another attempt; it doubles each time. */
  backoffMs: number;
  /** Repeats by itself; in UTC. */
  schedule?: { everyMs: number } | { cron: string };
};

const job = <Payload extends z.ZodType<object>>(
  definition: Omit<JobDefinition, 'payload'> & { payload: Payload },
) => definition;

const afterCall = { attempts: 5, backoffMs: 1000, payload: CallWork } as const;
const message = { queue: 'messages', attempts: 4, backoffMs: 2000 } as const;
const task = { attempts: 5, backoffMs: 2000, payload: TaskWork } as const;
const report = { queue: 'reports', attempts: 3, backoffMs: 5000 } as const;
const upkeep = { queue: 'upkeep', attempts: 2, backoffMs: 5000, payload: Nothing } as const;

/** Every job there is. The worker refuses to start unless each has exactly one processor. */
export const JOBS = {
  'after-call': job({ ...afterCall, queue: 'after-call' }),
  'mix-recording': job({ ...afterCall, queue: 'recording' }),
  'account-usage': job({ ...afterCall, queue: 'accounting' }),
  'summarise-call': job({ ...afterCall, queue: 'summary' }),
  'score-call': job({ ...afterCall, queue: 'scoring' }),
  'finish-call': job({ ...afterCall, queue: 'after-call' }),
  'send-mail': job({ ...message, payload: MailWork }),
  'send-sms': job({ ...message, payload: SmsWork }),
  'apply-sms-status': job({ ...message, payload: SmsStatus }),
  'merge-caller': job({ ...afterCall, queue: 'after-call', payload: MergeWork }),
  'score-again': job({ ...task, queue: 'scoring' }),
  'sweep-lines': job({ ...upkeep, schedule: { everyMs: 30_000 } }),
  'sweep-telephony': job({ ...upkeep, schedule: { everyMs: 60_000 } }),
  'renew-minutes': job({ ...upkeep, schedule: { everyMs: 600_000 } }),
  'sweep-calls': job({ ...upkeep, schedule: { everyMs: 30_000 } }),
  'sweep-mails': job({ ...upkeep, schedule: { everyMs: 60_000 } }),
  'sweep-jobs': job({ ...upkeep, schedule: { everyMs: 60_000 } }),
  'sweep-tasks': job({ ...upkeep, schedule: { everyMs: 30_000 } }),
  'ring-trainee': job({ ...message, payload: LineWork }),
  'account-line': job({ ...afterCall, queue: 'accounting', payload: LineWork }),
  'price-unknown': job({ ...task, queue: 'accounting' }),
  'account-storage': job({ ...upkeep, schedule: { everyMs: 3_600_000 } }),
  'fetch-charges': job({ ...upkeep, schedule: { everyMs: 60_000 } }),
  'alert-budgets': job({ ...upkeep, schedule: { everyMs: 60_000 } }),
  'check-month-sums': job({ ...upkeep, schedule: { cron: '41 2 * * *' } }),
  'delete-recording': job({ ...afterCall, queue: 'retention' }),
  'refresh-facts': job({ ...upkeep, schedule: { everyMs: 15_000 } }),
  'rebuild-facts': job({ ...report, payload: OrganizationWork }),
  'check-facts': job({ ...report, payload: Nothing, schedule: { cron: '41 2 * * *' } }),
  'export-calls': job({ ...task, queue: 'reports' }),
  'send-report': job({ ...message, payload: MailingWork }),
  'sweep-reports': job({ ...upkeep, schedule: { everyMs: 60_000 } }),
  'sweep-spool': job({ ...upkeep, queue: 'retention', schedule: { everyMs: 600_000 } }),
  'delete-old-recordings': job({ ...upkeep, queue: 'retention', schedule: { cron: '17 3 * * *' } }),
  'reconcile-recordings': job({ ...upkeep, queue: 'retention', schedule: { cron: '47 3 * * *' } }),
};
export type JobName = keyof typeof JOBS;
export type JobPayload<Name extends JobName> = z.infer<(typeof JOBS)[Name]['payload']>;

/** Those that work on a task. */
export type TaskJobName = {
  [Name in JobName]: JobPayload<Name> extends { taskId: string } ? Name : never;
}[JobName];

export const JOB_NAMES = Object.keys(JOBS) as JobName[];
export const QUEUE_NAMES = Object.keys(QUEUES) as QueueName[];

export const isJobName = (name: string): name is JobName => name in JOBS;

const DAY_SECONDS = 86_400;

/** Finished jobs stay for a look back; those that failed for good stay until somebody saw them. */
export const RETENTION = {
  removeOnComplete: { age: 2 * DAY_SECONDS, count: 2000 },
  removeOnFail: { age: 30 * DAY_SECONDS },
} as const;
