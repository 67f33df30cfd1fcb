import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../auth/actor';
import { decodeCursor, encodeCursor } from '../platform/http/cursor';
import type { Page } from '../platform/http/page.schemas';
import { FailedJobs, type Reach } from '../platform/queue/failed-jobs';
import { QueueStatus } from '../platform/queue/queue-status';
import { type FailedJobRow, FailedJobsRepository } from './failed-jobs.repository';
import type { ChosenJobs, FailedJob, ListFailedJobs, QueueState } from './jobs.schemas';

const Position = z.object({ at: z.iso.datetime(), id: z.uuid() });
/** A payload may be broken: that is one way to fail. */
const CallId = z.uuid();

/** What an administrator sees of the jobs, and does about those that failed for good. */
@Injectable()
export class JobsService {
  constructor(
    private readonly rows: FailedJobsRepository,
    private readonly failed: FailedJobs,
    private readonly status: QueueStatus,
  ) {}

  /** Of the whole installation: numbers alone, which say how busy it is. */
  async queues(): Promise<QueueState[]> {
    return this.status.countsByQueue();
  }

  async page(actor: Actor, query: ListFailedJobs): Promise<Page<FailedJob>> {
    const { limit, cursor, ...filter } = query;
    const rows = await this.rows.page(await this.reachOf(actor), {
      ...filter,
      limit: limit + 1,
      after: cursor === undefined ? undefined : decodeCursor(cursor, Position),
    });
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return {
      items: rows.slice(0, limit).map(toFailedJob),
      nextCursor: last ? encodeCursor({ at: last.lastFailedAt.toISOString(), id: last.id }) : null,
    };
  }

  async retry(actor: Actor, { ids }: ChosenJobs): Promise<{ changed: number }> {
    return { changed: await this.failed.retry(ids, await this.handlerOf(actor)) };
  }

  async drop(actor: Actor, { ids }: ChosenJobs): Promise<{ changed: number }> {
    return { changed: await this.failed.drop(ids, await this.handlerOf(actor)) };
  }

  private async reachOf({ organizationId }: Actor): Promise<Reach> {
    return { organizationId, ownerless: await this.rows.isOnlyOrganization(organizationId) };
  }

  private async handlerOf(actor: Actor): Promise<Reach & { memberId: string }> {
    return { ...(await this.reachOf(actor)), memberId: actor.memberId };
  }
}

const toFailedJob = (row: FailedJobRow): FailedJob => ({
  id: row.id,
  queue: row.queue,
  job: row.job,
  callId: CallId.safeParse(row.payload.callId).data ?? null,
  error: { code: row.errorCode, message: row.message },
  attempts: row.attempts,
  times: row.times,
  firstFailedAt: row.firstFailedAt.toISOString(),
  lastFailedAt: row.lastFailedAt.toISOString(),
  state: row.state,
  handledBy:
    row.handlerId !== null && row.handlerName !== null
      ? { id: row.handlerId, name: row.handlerName }
      : null,
  handledAt: row.handledAt?.toISOString() ?? null,
});
