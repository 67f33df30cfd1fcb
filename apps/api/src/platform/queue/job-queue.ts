import { Injectable } from '@nestjs/common';
import type { FlowJob, Job, JobsOptions } from 'bullmq';
import { type JobName, type JobPayload, JOBS, RETENTION } from './jobs';
import { QueueConnection } from './queue-connection';

export type AddOptions = {
  /** While a job of this id is unfinished, adding it again does nothing. Without `:`. */
  jobId?: string;
  delayMs?: number;
};

export type Flow<Name extends JobName = JobName> = {
  [Key in Name]: { name: Key; payload: JobPayload<Key>; children?: Flow[] };
}[Name];

/** Half of each pause is chance, so that what failed together does not come back together. */
const JITTER = 0.5;

@Injectable()
export class JobQueue {
  constructor(private readonly connection: QueueConnection) {}

  /** Call it after the transaction that made the work necessary is committed. */
  async add<Name extends JobName>(
    name: Name,
    payload: JobPayload<Name>,
    options: AddOptions = {},
  ): Promise<void> {
    await this.addUnchecked(name, payload, options);
  }

  /** For a payload that comes from the database; throws unless it is one of this job. */
  async addUnchecked(name: JobName, payload: object, options: AddOptions = {}): Promise<void> {
    if (await this.isUnderWay(name, options.jobId)) return;
    await this.connection.queue(JOBS[name].queue).add(name, JOBS[name].payload.parse(payload), {
      ...optionsOf(name),
      ...(options.jobId !== undefined && { jobId: options.jobId }),
      ...(options.delayMs !== undefined && { delay: options.delayMs }),
    });
  }

  /**
   * The job runs when all its children are through, also when some of them failed for good. While a
   * flow of this id is under way, adding it again does nothing; one that is over makes room.
   */
  async addFlow(flow: Flow, options: Pick<AddOptions, 'jobId'> = {}): Promise<void> {
    const { jobId } = options;
    if (await this.isUnderWay(flow.name, jobId)) return;
    const root = nodeOf(flow);
    await this.connection.flows().add({ ...root, opts: { ...root.opts, jobId } });
  }

  /** Also forgets a job of this id that is over: it would keep the id to itself. */
  private async isUnderWay(name: JobName, jobId: string | undefined): Promise<boolean> {
    if (jobId === undefined) return false;
    const last = await this.connection.queue(JOBS[name].queue).getJob(jobId);
    if (last && !(await isOver(last))) return true;
    await last?.remove();
    return false;
  }
}

export const optionsOf = (name: JobName): JobsOptions => ({
  attempts: JOBS[name].attempts,
  backoff: { type: 'exponential', delay: JOBS[name].backoffMs, jitter: JITTER },
  ...RETENTION,
});

const isOver = async (job: Job): Promise<boolean> =>
  ['completed', 'failed', 'unknown'].includes(await job.getState());

const nodeOf = ({ name, payload, children = [] }: Flow): FlowJob => ({
  name,
  queueName: JOBS[name].queue,
  data: JOBS[name].payload.parse(payload),
  opts: { ...optionsOf(name), ignoreDependencyOnFailure: true },
  children: children.map(nodeOf),
});
