import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { DelayedError, type Job, UnrecoverableError, type Worker } from 'bullmq';
import { AppError } from '../errors/app-error';
import { Lifecycle } from '../lifecycle/lifecycle';
import { Metrics } from '../metrics/metrics';
import { optionsOf } from './job-queue';
import type { JobProcessor } from './job.processor';
import { isJobName, JOB_NAMES, type JobName, JOBS, QUEUE_NAMES } from './jobs';
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

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly connection: QueueConnection,
    private readonly lifecycle: Lifecycle,
    private readonly metrics: Metrics,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const instances = this.discovery.getProviders().map(({ instance }) => instance as unknown);
    this.processors = registerProcessors([...new Set(instances)]);
    await this.schedule();
    this.workers = QUEUE_NAMES.map((name) => this.connection.worker(name, (job) => this.run(job)));
    for (const worker of this.workers) {
      worker.on('completed', ({ name }) => this.metrics.jobs.inc({ job: name, outcome: 'done' }));
      worker.on('failed', (job, error) => this.report(job, error));
    }
    this.lifecycle.onStop({
      stage: 'workers',
      name: 'the job workers',
      stop: () => this.stop(),
      timeoutMs: FINISH_WITHIN_MS + 5000,
    });
  }

  private async schedule(): Promise<void> {
    for (const name of JOB_NAMES) {
      const { schedule, queue }: (typeof JOBS)[JobName] & { schedule?: Schedule } = JOBS[name];
      if (!schedule) continue;
      const when =
        'cron' in schedule ? { pattern: schedule.cron, tz: 'UTC' } : { every: schedule.everyMs };
      const template = { name, data: {}, opts: optionsOf(name) };
      await this.connection.queue(queue).upsertJobScheduler(name, when, template);
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

type Schedule = { everyMs: number } | { cron: string };
