import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { DelayedError, type Job, UnrecoverableError, type Worker } from 'bullmq';
import { AppError } from '../errors/app-error';
import { Lifecycle } from '../lifecycle/lifecycle';
import { Metrics } from '../metrics/metrics';
import { optionsOf } from './job-queue';
import { FailedJobs } from './failed-jobs';
import type { JobProcessor } from './job.processor';
import {
  isJobName,
  JOB_NAMES,
  type JobDefinition,
  type JobName,
  JOBS,
  QUEUE_NAMES,
  type QueueName,
} from './jobs';
import { registerProcessors } from './processor-registry';
import { QueueConnection } from './queue-connection';

/** Jobs that still run after this are given back, and start again elsewhere. */
const FINISH_WITHIN_MS = 10_000;

/** Takes jobs from the queues to their processors. Only in processes that import the worker module. */
@Injectable()
export class JobWorkers implements OnApplicationBootstrap {
  private readonly logger = new Logger(JobWorkers.name);
  private readonly abort = new AbortController();
  private processors: ReadonlyMap<JobName, JobProcessor> = new Map();
  private workers: Worker[] = [];
  private readonly notes = new Set<Promise<void>>();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly connection: QueueConnection,
    private readonly lifecycle: Lifecycle,
    private readonly metrics: Metrics,
    private readonly failed: FailedJobs,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const instances = this.discovery.getProviders().map(({ instance }) => instance as unknown);
    this.processors = registerProcessors([...new Set(instances)]);
    await this.schedule();
    this.workers = QUEUE_NAMES.map((name) => this.connection.worker(name, (job) => this.run(job)));
    this.workers.forEach((worker) => this.listen(worker));
    this.lifecycle.onStop({
      stage: 'workers',
      name: 'the job workers',
      stop: () => this.stop(),
      timeoutMs: FINISH_WITHIN_MS + 5000,
    });
  }

  private listen(worker: Worker): void {
    const queue = worker.name as QueueName;
    worker.on('completed', (job) => {
      this.metrics.jobs.inc({ job: job.name, outcome: 'done' });
      this.note(job, () => this.failed.solve(job));
    });
    worker.on('failed', (job, error) => {
      this.report(job, error);
      if (job?.finishedOn !== undefined) {
        this.note(job, () => this.failed.record(queue, job, error));
      }
    });
  }

  /** What cannot be written down now is found by the sweep. */
  private note(job: Job, write: () => Promise<void>): void {
    const noted = write()
      .catch((error: unknown) =>
        this.logger.warn({ err: error, job: job.name }, 'The end of a job was not written down'),
      )
      .finally(() => this.notes.delete(noted));
    this.notes.add(noted);
  }

  private async schedule(): Promise<void> {
    for (const queue of QUEUE_NAMES) await this.unscheduleUnknown(queue);
    for (const name of JOB_NAMES) {
      const when = scheduleOf(name);
      if (!when) continue;
      const template = { name, data: {}, opts: optionsOf(name) };
      await this.connection.queue(JOBS[name].queue).upsertJobScheduler(name, when, template);
    }
  }

  /** A job that was renamed, or moved to another queue, would be made for ever. */
  private async unscheduleUnknown(name: QueueName): Promise<void> {
    const queue = this.connection.queue(name);
    for (const { key } of await queue.getJobSchedulers()) {
      const known = isJobName(key) && JOBS[key].queue === name && scheduleOf(key) !== undefined;
      if (!known) await queue.removeJobScheduler(key);
    }
  }

  private async run(job: Job): Promise<void> {
    const processor = isJobName(job.name) ? this.processors.get(job.name) : undefined;
    if (!processor) throw new UnrecoverableError(`No processor for ${job.name}`);
    const payload = JOBS[processor.job].payload.safeParse(job.data);
    if (!payload.success) throw new UnrecoverableError('The payload is not valid');
    const attempts = job.opts.attempts ?? 1;
    const attempt = job.attemptsMade + 1;
    const { signal } = this.abort;
    const isLastAttempt = attempt >= attempts;
    try {
      await processor.process(payload.data, { attempt, attempts, isLastAttempt, signal });
    } catch (error) {
      if (signal.aborted) await giveBack(job);
      throw error;
    }
  }

  private report(job: Job | undefined, error: Error): void {
    const code = error instanceof AppError ? error.code : error.name;
    const forGood = job === undefined || job.finishedOn !== undefined;
    const context = {
      err: error,
      code,
      job: job?.name,
      jobId: job?.id,
      attempt: job?.attemptsMade,
    };
    this.metrics.jobs.inc({ job: job?.name ?? 'unknown', outcome: forGood ? 'failed' : 'retried' });
    if (forGood) this.logger.error(context, 'A job failed for good');
    else this.logger.warn(context, 'A job failed and will be tried again');
  }

  private async stop(): Promise<void> {
    const timer = setTimeout(() => this.abort.abort(), FINISH_WITHIN_MS);
    try {
      await Promise.all(this.workers.map((worker) => worker.close()));
      await Promise.all(this.notes);
    } finally {
      clearTimeout(timer);
    }
  }
}

/** What broke off because the process stops has not failed: it begins again elsewhere. */
const giveBack = async (job: Job): Promise<never> => {
  await job.moveToDelayed(Date.now(), job.token);
  throw new DelayedError();
};

const scheduleOf = (
  name: JobName,
): { pattern: string; tz: string } | { every: number } | undefined => {
  const { schedule }: { schedule?: JobDefinition['schedule'] } = JOBS[name];
  if (!schedule) return undefined;
  return 'cron' in schedule ? { pattern: schedule.cron, tz: 'UTC' } : { every: schedule.everyMs };
};
