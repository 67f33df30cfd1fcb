import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Period } from './report-period';
import type { UsageGroup, UsageReportRow } from './usage-report.schemas';

type Grouping = { key: string; label: string; order: string };

const BY_COST = `"costMicroUsd" DESC, calls DESC, key`;
const GROUPINGS: Record<UsageGroup | 'total', Grouping> = {
  member: { key: 'ended.member_id::text', label: 'max(members.name)', order: BY_COST },
  persona: {
    key: 'ended.persona_id::text',
    label: '(array_agg(ended.persona_name ORDER BY ended.started_at DESC))[1]',
    order: BY_COST,
  },
  mode: { key: 'ended.mode', label: 'max(ended.mode)', order: BY_COST },
  provider: { key: 'used.provider', label: 'max(used.provider)', order: BY_COST },
  day: { key: 'ended.day', label: 'max(ended.day)', order: 'key' },
  total: { key: `''`, label: `''`, order: 'key' },
};

/**
 * Reads the tables of calls, usage and members together, which no service of theirs can do; it never
 * writes. Calls that were deleted still count: they were held and paid for.
 */
@Injectable()
export class UsageReportRepository {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  async timeZoneOf(organizationId: string): Promise<string> {
    const rows: { timeZone: string }[] = await this.database.query(
      'SELECT time_zone AS "timeZone" FROM organizations WHERE id = $1',
      [organizationId],
    );
    return rows[0]?.timeZone ?? 'UTC';
  }

  async group(
    organizationId: string,
    period: Period,
    by: UsageGroup | 'total',
  ): Promise<UsageReportRow[]> {
    const { key, label, order } = GROUPINGS[by];
    const parts = by === 'provider' ? 'call_id, provider' : 'call_id';
    return this.database.query(
      `WITH ended AS (
         SELECT id, member_id, persona_id, persona_name, mode, started_at, duration_ms,
           to_char(started_at AT TIME ZONE $4, 'YYYY-MM-DD') AS day
         FROM calls
         WHERE organization_id = $1 AND state <> 'active'
           AND started_at >= $2::date::timestamp AT TIME ZONE $4
           AND started_at < ($3::date + 1)::timestamp AT TIME ZONE $4),
       used AS (
         SELECT ${parts}, sum(coalesce(charged_micro_usd, cost_micro_usd)) AS cost,
           bool_or(coalesce(charged_micro_usd, cost_micro_usd) IS NULL) AS unpriced,
           sum(quantity) FILTER (WHERE unit LIKE '%\\_token') AS tokens,
           sum(quantity) FILTER (WHERE unit = 'character') AS characters
         FROM usage_records WHERE organization_id = $1 AND call_id IN (SELECT id FROM ended)
         GROUP BY ${parts})
       SELECT ${key} AS key, ${label} AS label, count(*)::int AS calls,
         round(sum(ended.duration_ms) / 60000.0, 2)::float8 AS minutes,
         coalesce(sum(used.tokens), 0)::float8 AS tokens,
         coalesce(sum(used.characters), 0)::float8 AS characters,
         coalesce(sum(used.cost), 0)::float8 AS "costMicroUsd",
         coalesce(bool_or(used.unpriced), false) AS incomplete
       FROM ended JOIN members ON members.id = ended.member_id
         ${by === 'provider' ? 'JOIN' : 'LEFT JOIN'} used ON used.call_id = ended.id
       GROUP BY 1
       ORDER BY ${order}`,
      [organizationId, period.from, period.to, period.timeZone],
    );
  }
}
