import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';

export type PhoneUsageRow = {
  number: string;
  guest: boolean;
  usedMs: number;
  /** Null where nothing limits them, and for a guest who has not called since accounts were kept. */
  leftMs: number | null;
  hasAccount: boolean;
  lastCallAt: Date | null;
  calls: number;
};

/** Reads numbers, calls and minutes together, which no service of theirs can do; it never writes. */
@Injectable()
export class PhoneUsageRepository {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /** Of a member with several numbers, each has the calls from all of them. */
  async list(organizationId: string): Promise<PhoneUsageRow[]> {
    return this.database.query(
      `SELECT number.number, number.guest, held."usedMs", held.calls, held."lastCallAt",
              account.left_ms::float8 AS "leftMs", account.left_ms IS NOT NULL AS "hasAccount"
       FROM phone_numbers number
         JOIN members member ON member.id = number.member_id AND member.deleted_at IS NULL
         CROSS JOIN LATERAL (
           SELECT count(*)::int AS calls, max(calls.started_at) AS "lastCallAt",
             coalesce(sum(calls.duration_ms), 0)::float8 AS "usedMs"
           FROM calls
           WHERE calls.organization_id = number.organization_id
             AND calls.member_id = number.member_id AND calls.channel = 'phone'
             AND calls.deleted_at IS NULL) held
         LEFT JOIN LATERAL (
           SELECT granted_ms - settled_ms - reserved_ms AS left_ms FROM minute_accounts
           WHERE minute_accounts.organization_id = number.organization_id AND lifted_at IS NULL
             AND CASE WHEN number.guest THEN caller_id = number.id
                 ELSE owner = 'organization' OR minute_accounts.member_id = number.member_id
                   OR minute_accounts.team_id = member.team_id END
           ORDER BY CASE owner WHEN 'organization' THEN 2 WHEN 'team' THEN 1 ELSE 0 END
           LIMIT 1) account ON true
       WHERE number.organization_id = $1 AND (number.guest OR number.verified_at IS NOT NULL)
       ORDER BY held."lastCallAt" DESC NULLS LAST, number.id`,
      [organizationId],
    );
  }
}
