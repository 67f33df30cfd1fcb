import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';

export type CallerRow = {
  id: string;
  number: string;
  memberId: string;
  name: string | null;
  blocked: boolean;
  calls: number;
  lastCallAt: Date | null;
  createdAt: Date;
};

/** Reads telephone numbers and calls together, which no service of theirs can do; it never writes. */
@Injectable()
export class CallerReportRepository {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  async page(
    organizationId: string,
    { limit, after }: { limit: number; after?: { createdAt: string; id: string } },
  ): Promise<CallerRow[]> {
    return this.database.query(
      `SELECT number.id, number.number, number.member_id AS "memberId",
              CASE WHEN number.guest THEN NULL ELSE member.name END AS name,
              number.blocked, held.calls, held."lastCallAt", number.created_at AS "createdAt"
       FROM phone_numbers number
         JOIN members member ON member.id = number.member_id AND member.deleted_at IS NULL
         CROSS JOIN LATERAL (
           SELECT count(*)::int AS calls, max(calls.started_at) AS "lastCallAt" FROM calls
           WHERE calls.organization_id = number.organization_id
             AND calls.member_id = number.member_id AND calls.channel = 'phone'
             AND calls.deleted_at IS NULL) held
       WHERE number.organization_id = $1 AND (number.guest OR number.verified_at IS NOT NULL)
         AND ($2::timestamptz IS NULL
           OR (number.created_at, number.id) < ($2::timestamptz, $3::uuid))
       ORDER BY number.created_at DESC, number.id DESC LIMIT $4`,
      [organizationId, after?.createdAt ?? null, after?.id ?? null, limit],
    );
  }
}
