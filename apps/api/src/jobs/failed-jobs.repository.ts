import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { FailedJob } from './jobs.schemas';

export type FailedJobRow = Omit<
  FailedJob,
  'callId' | 'error' | 'handledBy' | 'firstFailedAt' | 'lastFailedAt' | 'handledAt'
> & {
  payload: { callId?: unknown };
  errorCode: string;
  message: string;
  firstFailedAt: Date;
  lastFailedAt: Date;
  handledAt: Date | null;
  handlerId: string | null;
  handlerName: string | null;
};

export type FailedJobFilter = {
  queue?: string | undefined;
  job?: string | undefined;
  callId?: string | undefined;
  state?: FailedJob['state'] | undefined;
  limit: number;
  after?: { at: string; id: string } | undefined;
};

@Injectable()
export class FailedJobsRepository {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /** Where there is one organization, its administrators look after what belongs to nobody, too. */
  async isOnlyOrganization(organizationId: string): Promise<boolean> {
    const [row] = await this.database.query<{ others: boolean }[]>(
      'SELECT EXISTS (SELECT FROM organizations WHERE id <> $1) AS others',
      [organizationId],
    );
    return row?.others === false;
  }

  async page(
    { organizationId, ownerless }: { organizationId: string; ownerless: boolean },
    filter: FailedJobFilter,
  ): Promise<FailedJobRow[]> {
    return this.database.query(
      `SELECT failed.id, failed.queue, failed.job, failed.payload, failed.error_code AS "errorCode",
              failed.message, failed.attempts, failed.times, failed.state,
              failed.first_failed_at AS "firstFailedAt", failed.last_failed_at AS "lastFailedAt",
              failed.handled_at AS "handledAt", member.id AS "handlerId", member.name AS "handlerName"
       FROM failed_jobs failed LEFT JOIN members member
         ON member.id = failed.handled_by AND member.organization_id = $1
       WHERE (failed.organization_id = $1 OR ($2 AND failed.organization_id IS NULL))
         AND ($3::text IS NULL OR failed.queue = $3) AND ($4::text IS NULL OR failed.job = $4)
         AND ($5::text IS NULL OR failed.payload ->> 'callId' = $5)
         AND CASE WHEN $6::text IS NULL THEN failed.state IN ('open', 'retried')
                  ELSE failed.state = $6 END
         AND ($7::timestamptz IS NULL OR (failed.last_failed_at, failed.id) < ($7, $8::uuid))
       ORDER BY failed.last_failed_at DESC, failed.id DESC LIMIT $9`,
      [
        organizationId,
        ownerless,
        filter.queue ?? null,
        filter.job ?? null,
        filter.callId ?? null,
        filter.state ?? null,
        filter.after?.at ?? null,
        filter.after?.id ?? null,
        filter.limit,
      ],
    );
  }
}
