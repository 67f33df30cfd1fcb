import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, LessThan, Repository } from 'typeorm';
import { FailedJobEntity } from './failed-job.entity';
import type { QueueName } from './jobs';

export type Work = { job: string; payload: object };
export type NewFailure = Work & {
  organizationId: string | null;
  queue: QueueName;
  jobId: string;
  errorCode: string;
  message: string;
  attempts: number;
  failedAt: Date;
};

const UNSOLVED = In(['open', 'retried']);

@Injectable()
export class FailedJobRepository {
  constructor(
    @InjectRepository(FailedJobEntity) private readonly rows: Repository<FailedJobEntity>,
  ) {}

  /** One failure counts once, also when it was dealt with since. An organization that is gone has none. */
  async record(failure: NewFailure): Promise<void> {
    await this.rows.query(
      `INSERT INTO failed_jobs (organization_id, queue, job, payload, job_id, error_code, message,
         attempts, first_failed_at, last_failed_at, state)
       SELECT $1::uuid, $2, $3, $4::jsonb, $5, $6, $7, $8, $9::timestamptz, $9::timestamptz, 'open'
       WHERE NOT EXISTS (SELECT FROM failed_jobs known
           WHERE known.job = $3 AND known.payload = $4::jsonb AND known.last_failed_at >= $9)
         AND ($1::uuid IS NULL OR EXISTS (SELECT FROM organizations WHERE id = $1))
       ON CONFLICT (job, payload) WHERE state IN ('open', 'retried') DO UPDATE SET
         state = 'open', queue = excluded.queue, job_id = excluded.job_id,
         error_code = excluded.error_code, message = excluded.message,
         attempts = failed_jobs.attempts + excluded.attempts, times = failed_jobs.times + 1,
         last_failed_at = excluded.last_failed_at
       WHERE failed_jobs.last_failed_at < excluded.last_failed_at`,
      [
        failure.organizationId,
        failure.queue,
        failure.job,
        failure.payload,
        failure.jobId,
        failure.errorCode,
        failure.message,
        failure.attempts,
        failure.failedAt,
      ],
    );
  }

  async solve({ job, payload }: Work): Promise<void> {
    await this.rows.query(
      `UPDATE failed_jobs SET state = 'solved'
       WHERE job = $1 AND payload = $2::jsonb AND state IN ('open', 'retried')`,
      [job, payload],
    );
  }

  /** Over all organizations, for the sweep: to be tried again since before a moment. */
  async listRetried(before: Date): Promise<FailedJobEntity[]> {
    return this.rows.find({
      where: { state: 'retried', handledAt: LessThan(before) },
      order: { handledAt: 'ASC' },
      take: 200,
    });
  }

  /** Over all organizations: what was dealt with long ago. */
  async deleteHandled(before: Date): Promise<void> {
    await this.rows.delete({ state: In(['solved', 'dropped']), lastFailedAt: LessThan(before) });
  }

  /** Marks those that wait to be dealt with, and gives them. Undefined organization: those of none. */
  async handle(
    ids: readonly string[],
    reach: { organizationId: string; ownerless: boolean },
    handling: { state: 'retried' | 'dropped'; handledBy: string; handledAt: Date },
  ): Promise<FailedJobEntity[]> {
    const result = await this.rows
      .createQueryBuilder()
      .update()
      .set(handling)
      .where({ id: In([...ids]), state: UNSOLVED })
      .andWhere('(organization_id = :organizationId OR (:ownerless AND organization_id IS NULL))')
      .setParameters(reach)
      .returning('id')
      .execute();
    const handled = (result.raw as { id: string }[]).map(({ id }) => id);
    return handled.length === 0 ? [] : this.rows.findBy({ id: In(handled) });
  }
}
