import { Injectable, Logger } from '@nestjs/common';
import type { Job } from 'bullmq';
import { Clock } from '../clock/clock';
import type { FailedJobEntity } from './failed-job.entity';
import { FailedJobRepository } from './failed-job.repository';
import { failureOf } from './failure';
import { JobQueue } from './job-queue';
import { isJobName, JOBS, QUEUE_NAMES, type QueueName } from './jobs';
import { QueueConnection } from './queue-connection';

export type Reach = {
  organizationId: string;
  /** Also what belongs to no organization. */
  ownerless: boolean;
};
type Handler = Reach & { memberId: string };

/** A retry puts its job on the queue at once; later than that it was lost. */
const LOST_AFTER_MS = 60_000;
const KEPT_MS = 90 * 86_400_000;
const AT_ONCE = 200;

/** The list of what failed for good: in our own database, whatever the queues are kept in. */
@Injectable()
export class FailedJobs {
  private readonly logger = new Logger(FailedJobs.name);

  constructor(
    private readonly rows: FailedJobRepository,
    private readonly jobs: JobQueue,
    private readonly connection: QueueConnection,
    private readonly clock: Clock,
  ) {}

  /** However often it is told of the same failure. */
  async record(queue: QueueName, job: Job, error: Error): Promise<void> {
    const payload = payloadOf(job);
    const { code, message } = failureOf(error);
    await this.rows.record({
      organizationId: organizationOf(payload),
      queue,
      job: job.name,
      payload,
      jobId: job.id ?? '',
      errorCode: code,
      message,
      attempts: Math.max(job.attemptsMade, 1),
      failedAt: new Date(job.finishedOn ?? this.clock.now()),
    });
  }

  /** The same work has succeeded. */
  async solve(job: Job): Promise<void> {
    await this.rows.solve({ job: job.name, payload: payloadOf(job) });
  }

  /** How many are tried again. */
  async retry(ids: readonly string[], { memberId, ...reach }: Handler): Promise<number> {
    const handling = {
      state: 'retried',
      handledBy: memberId,
      handledAt: this.clock.now(),
    } as const;
    const rows = await this.rows.handle(ids, reach, handling);
    for (const row of rows) await this.queueAgain(row);
    return rows.length;
  }

  /** How many are given up. */
  async drop(ids: readonly string[], { memberId, ...reach }: Handler): Promise<number> {
    const handling = {
      state: 'dropped',
      handledBy: memberId,
      handledAt: this.clock.now(),
    } as const;
    const rows = await this.rows.handle(ids, reach, handling);
    for (const row of rows) await this.forget(row);
    return rows.length;
  }

  /** Writes down what the queues know and the list does not, and sets lost retries going again. */
  async sweep(): Promise<void> {
    for (const queue of QUEUE_NAMES) {
      const failed = await this.connection.queue(queue).getFailed(0, AT_ONCE - 1);
      for (const job of failed) {
        await this.record(queue, job, new Error(job.failedReason || 'It failed for good'));
      }
    }
    const nowMs = this.clock.now().getTime();
    for (const row of await this.rows.listRetried(new Date(nowMs - LOST_AFTER_MS))) {
      await this.queueAgain(row);
    }
    await this.rows.deleteHandled(new Date(nowMs - KEPT_MS));
  }

  private async queueAgain(row: FailedJobEntity): Promise<void> {
    const { job, payload, id } = row;
    await this.forget(row);
    const valid = isJobName(job) && JOBS[job].payload.safeParse(payload).success;
    // Of a version that knew this job; nobody can do it any more.
    if (!valid) return this.logger.warn({ job, failedJobId: id }, 'A job cannot be tried again');
    await this.jobs.addUnchecked(job, payload, { jobId: `retry-${id}` });
  }

  /** Out of the queue's own list; it may be gone from there already. */
  private async forget({ queue, jobId }: FailedJobEntity): Promise<void> {
    if (!QUEUE_NAMES.includes(queue)) return;
    const stored = await this.connection.queue(queue).getJob(jobId);
    if (stored && (await stored.getState()) === 'failed') await stored.remove();
  }
}

const payloadOf = ({ data }: Job): Record<string, unknown> =>
  typeof data === 'object' && data !== null ? (data as Record<string, unknown>) : {};

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const organizationOf = ({ organizationId }: Record<string, unknown>): string | null =>
  typeof organizationId === 'string' && UUID.test(organizationId) ? organizationId : null;
