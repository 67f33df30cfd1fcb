import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import type { Role } from '../../auth/auth.schemas';
import type { CallFilters } from '../report-filters.schemas';
import type { Mailing, ScheduledReport } from './schedules.schemas';

export type ScheduleSettings = {
  name: string;
  report: ScheduledReport;
  groupBy: string;
  filters: CallFilters;
  rhythm: 'weekly' | 'monthly';
  onDay: number;
  atHour: number;
  paused: boolean;
  timeZone: string;
  dueAt: Date;
};
export type ScheduleRow = ScheduleSettings & { organizationId: string; id: string };
export type ListedSchedule = ScheduleRow & {
  recipients: { id: string; name: string }[];
  mailings: Mailing[];
};
export type Recipient = { id: string; name: string; role: Role };

const COLUMNS = `s.organization_id AS "organizationId", s.id, s.name, s.report,
  s.group_by AS "groupBy", s.filters, s.rhythm, s.on_day AS "onDay", s.at_hour AS "atHour", s.paused,
  s.time_zone AS "timeZone", s.due_at AS "dueAt"`;
const SHOWN_MAILINGS = 12;

@Injectable()
export class ScheduleRepository {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  async list(organizationId: string, id?: string): Promise<ListedSchedule[]> {
    return this.database.query(
      `SELECT ${COLUMNS},
         (SELECT coalesce(json_agg(json_build_object('id', m.id, 'name', m.name)
            ORDER BY m.name, m.id), '[]')
          FROM report_recipients r JOIN members m ON m.id = r.member_id
          WHERE r.schedule_id = s.id AND m.deleted_at IS NULL) AS recipients,
         (SELECT coalesce(json_agg(latest.mailing), '[]') FROM (
            SELECT json_build_object('memberId', m.id, 'name', m.name, 'from', x.first_day,
              'to', x.last_day, 'state', x.state, 'byHand', x.occasion <> 'schedule',
              'at', to_char(x.touched_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
              AS mailing
            FROM report_mailings x JOIN members m ON m.id = x.member_id
            WHERE x.schedule_id = s.id
            ORDER BY x.created_at DESC, m.name LIMIT ${SHOWN_MAILINGS}) latest) AS mailings
       FROM report_schedules s
       WHERE s.organization_id = $1 AND ($2::uuid IS NULL OR s.id = $2)
       ORDER BY s.created_at, s.id`,
      [organizationId, id ?? null],
    );
  }

  async find(organizationId: string, id: string): Promise<ScheduleRow | undefined> {
    const rows: ScheduleRow[] = await this.database.query(
      `SELECT ${COLUMNS} FROM report_schedules s WHERE s.organization_id = $1 AND s.id = $2`,
      [organizationId, id],
    );
    return rows[0];
  }

  /** Those of these who are active members with an address. */
  async recipientsAmong(organizationId: string, ids: readonly string[]): Promise<Recipient[]> {
    return this.database.query(
      `SELECT id, name, role FROM members WHERE organization_id = $1 AND id = ANY($2::uuid[])
         AND deleted_at IS NULL AND NOT suspended AND NOT guest`,
      [organizationId, ids],
    );
  }

  async insert(
    organizationId: string,
    row: ScheduleSettings,
    recipients: readonly string[],
  ): Promise<string> {
    return this.database.transaction(async (manager) => {
      const [made] = await manager.query<{ id: string }[]>(
        `INSERT INTO report_schedules (organization_id, name, report, group_by, filters, rhythm,
           on_day, at_hour, paused, time_zone, due_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id`,
        [organizationId, ...valuesOf(row)],
      );
      if (!made) throw new Error('An insert returned no row');
      await setRecipients(manager, { organizationId, id: made.id }, recipients);
      return made.id;
    });
  }

  async update(
    { organizationId, id }: { organizationId: string; id: string },
    row: ScheduleSettings,
    recipients: readonly string[] | undefined,
  ): Promise<void> {
    await this.database.transaction(async (manager) => {
      await manager.query(
        `UPDATE report_schedules SET name = $3, report = $4, group_by = $5, filters = $6,
           rhythm = $7, on_day = $8, at_hour = $9, paused = $10, time_zone = $11, due_at = $12
         WHERE organization_id = $1 AND id = $2`,
        [organizationId, id, ...valuesOf(row)],
      );
      if (recipients) await setRecipients(manager, { organizationId, id }, recipients);
    });
  }

  async delete(organizationId: string, id: string): Promise<boolean> {
    const rows: unknown[] = await this.database.query(
      `WITH gone AS (
         DELETE FROM report_schedules WHERE organization_id = $1 AND id = $2 RETURNING id)
       SELECT id FROM gone`,
      [organizationId, id],
    );
    return rows.length === 1;
  }
}

const valuesOf = (row: ScheduleSettings): unknown[] => [
  row.name,
  row.report,
  row.groupBy,
  row.filters,
  row.rhythm,
  row.onDay,
  row.atHour,
  row.paused,
  row.timeZone,
  row.dueAt,
];

const setRecipients = async (
  manager: EntityManager,
  { organizationId, id }: { organizationId: string; id: string },
  recipients: readonly string[],
): Promise<void> => {
  await manager.query(
    'DELETE FROM report_recipients WHERE organization_id = $1 AND schedule_id = $2',
    [organizationId, id],
  );
  await manager.query(
    `INSERT INTO report_recipients (organization_id, schedule_id, member_id)
     SELECT $1, $2, one FROM unnest($3::uuid[]) one ON CONFLICT DO NOTHING`,
    [organizationId, id, recipients],
  );
};
