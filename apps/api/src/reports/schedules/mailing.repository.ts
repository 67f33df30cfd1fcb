import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import type { Role } from '../../auth/auth.schemas';
import type { ScheduleRow } from './schedule.repository';
import type { MailingState } from './schedules.schemas';

export type MailingRef = { organizationId: string; id: string };
/** Whom a mailing goes to, and what about. */
export type OpenMailing = MailingRef & {
  scheduleId: string;
  memberId: string;
  from: string;
  to: string;
  email: string;
  role: Role;
  /** They have left, or may not sign in. */
  gone: boolean;
};
export type NewMailings = {
  schedule: Pick<ScheduleRow, 'organizationId' | 'id'>;
  period: { from: string; to: string };
  occasion: string;
  at: Date;
};

export const BY_SCHEDULE = 'schedule';
type Due = ScheduleRow & { currentTimeZone: string };
/** What becomes of a schedule that is due: what is mailed, and when it is due next. */
export type Turn = { period?: { from: string; to: string }; dueAt: Date; timeZone: string };

const DUE_AT_ONCE = 50;

@Injectable()
export class MailingRepository {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /**
   * Writes what is due and when it is due next in one transaction: whatever happens, each period is
   * written once for each recipient. Gives the mailings that came into being.
   */
  async takeDue(now: Date, turn: (schedule: Due) => Turn): Promise<MailingRef[]> {
    return this.database.transaction(async (manager) => {
      const due: Due[] = await manager.query(
        `SELECT s.organization_id AS "organizationId", s.id, s.name, s.report,
           s.group_by AS "groupBy", s.filters, s.rhythm, s.on_day AS "onDay", s.at_hour AS "atHour",
           s.paused, s.time_zone AS "timeZone", s.due_at AS "dueAt", o.time_zone AS "currentTimeZone"
         FROM report_schedules s JOIN organizations o ON o.id = s.organization_id
         WHERE NOT s.paused AND (s.due_at <= $1 OR s.time_zone <> o.time_zone)
         ORDER BY s.due_at LIMIT ${DUE_AT_ONCE} FOR UPDATE OF s SKIP LOCKED`,
        [now],
      );
      const made: MailingRef[] = [];
      for (const schedule of due) {
        const { period, dueAt, timeZone } = turn(schedule);
        if (period) {
          const occasion = BY_SCHEDULE;
          made.push(...(await insertMailings(manager, { schedule, period, occasion, at: now })));
        }
        await manager.query(
          'UPDATE report_schedules SET due_at = $3, time_zone = $4 WHERE organization_id = $1 AND id = $2',
          [schedule.organizationId, schedule.id, dueAt, timeZone],
        );
      }
      return made;
    });
  }

  async insert(mailings: NewMailings): Promise<MailingRef[]> {
    return insertMailings(this.database.manager, mailings);
  }

  /** Whoever gets it has the right to hand the mail over, and nobody else ever again. */
  async claim({ organizationId, id }: MailingRef, at: Date): Promise<OpenMailing | undefined> {
    const rows: OpenMailing[] = await this.database.query(
      `WITH claimed AS (
         UPDATE report_mailings SET state = 'sending', touched_at = $3
         WHERE organization_id = $1 AND id = $2 AND state = 'pending' RETURNING *)
       SELECT x.organization_id AS "organizationId", x.id, x.schedule_id AS "scheduleId",
         x.member_id AS "memberId", x.first_day::text AS "from", x.last_day::text AS "to",
         coalesce(m.email, '') AS email, m.role,
         m.deleted_at IS NOT NULL OR m.suspended OR m.guest AS gone
       FROM claimed x JOIN members m ON m.id = x.member_id`,
      [organizationId, id, at],
    );
    return rows[0];
  }

  async note({ organizationId, id }: MailingRef, state: MailingState, at: Date): Promise<void> {
    await this.database.query(
      `UPDATE report_mailings SET state = $3, touched_at = $4
       WHERE organization_id = $1 AND id = $2`,
      [organizationId, id, state, at],
    );
  }

  /** Over all organizations, for the sweep: nothing has happened to these since then. */
  async listIn(state: 'pending' | 'sending', since: Date): Promise<MailingRef[]> {
    return this.database.query(
      `SELECT organization_id AS "organizationId", id FROM report_mailings
       WHERE state = $1 AND touched_at < $2 ORDER BY touched_at LIMIT 200`,
      [state, since],
    );
  }
}

const insertMailings = (
  manager: EntityManager,
  { schedule, period, occasion, at }: NewMailings,
): Promise<MailingRef[]> =>
  manager.query(
    `INSERT INTO report_mailings (organization_id, schedule_id, member_id, first_day, last_day,
       occasion, created_at, touched_at)
     SELECT r.organization_id, r.schedule_id, r.member_id, $3, $4, $5, $6, $6
     FROM report_recipients r JOIN members m ON m.id = r.member_id
     WHERE r.organization_id = $1 AND r.schedule_id = $2
       AND m.deleted_at IS NULL AND NOT m.suspended
     ON CONFLICT DO NOTHING
     RETURNING organization_id AS "organizationId", id`,
    [schedule.organizationId, schedule.id, period.from, period.to, occasion, at],
  );
