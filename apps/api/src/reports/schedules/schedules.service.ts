import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { Actor } from '../../auth/actor';
import { may } from '../../auth/permissions';
import { OrganizationsService } from '../../organizations/organizations.service';
import { Clock } from '../../platform/clock/clock';
import {
  recipientNotAllowed,
  scheduleNotFound,
  unknownGroup,
  unknownRecipient,
} from '../reports.errors';
import { nextDue, periodBefore } from './due-time';
import { MailingsService } from './mailings.service';
import { groupsOf } from './scheduled-reports';
import { type ListedSchedule, ScheduleRepository, type ScheduleRow } from './schedule.repository';
import type {
  CreateSchedule,
  Schedule,
  ScheduledReport,
  UpdateSchedule,
} from './schedules.schemas';

/** Who gets which report, and when. */
@Injectable()
export class SchedulesService {
  constructor(
    private readonly schedules: ScheduleRepository,
    private readonly mailings: MailingsService,
    private readonly organizations: OrganizationsService,
    private readonly clock: Clock,
  ) {}

  async list({ organizationId }: Actor): Promise<{ items: Schedule[] }> {
    return { items: (await this.schedules.list(organizationId)).map(toSchedule) };
  }

  async get({ organizationId }: Actor, id: string): Promise<Schedule> {
    const [row] = await this.schedules.list(organizationId, id);
    if (!row) throw scheduleNotFound();
    return toSchedule(row);
  }

  /** Throws `reports.unknown_group`, `reports.unknown_recipient`, `reports.recipient_not_allowed`. */
  async create(actor: Actor, { recipients, ...input }: CreateSchedule): Promise<Schedule> {
    checkGroup(input.report, input.groupBy);
    await this.checkRecipients(actor, input.report, recipients);
    const timing = await this.timingOf(actor, input);
    const row = { ...input, ...timing, filters: input.filters ?? {}, paused: false };
    return this.get(actor, await this.schedules.insert(actor.organizationId, row, recipients));
  }

  async update(actor: Actor, id: string, change: UpdateSchedule): Promise<Schedule> {
    const { organizationId } = actor;
    const current = await this.mustFind(actor, id);
    const { recipients, ...changed } = change;
    const after = { ...current, ...definedOf(changed) };
    checkGroup(after.report, after.groupBy);
    const known = await this.get(actor, id);
    const ids = recipients ?? known.recipients.map((one) => one.id);
    await this.checkRecipients(actor, after.report, ids);
    const row = { ...after, ...(await this.timingOf(actor, after)) };
    await this.schedules.update({ organizationId, id }, row, recipients);
    return this.get(actor, id);
  }

  async delete({ organizationId }: Actor, id: string): Promise<void> {
    if (!(await this.schedules.delete(organizationId, id))) throw scheduleNotFound();
  }

  /** What the next mail would have been about, at once; the rhythm stays as it is. */
  async sendNow(actor: Actor, id: string): Promise<Schedule> {
    const schedule = await this.mustFind(actor, id);
    const now = this.clock.now();
    const { timeZone } = await this.organizations.find(actor.organizationId);
    const period = periodBefore(schedule, now, timeZone);
    await this.mailings.send({ schedule, period, occasion: `by hand ${randomUUID()}`, at: now });
    return this.get(actor, id);
  }

  private async checkRecipients(
    { organizationId }: Actor,
    report: ScheduledReport,
    ids: readonly string[],
  ): Promise<void> {
    const found = await this.schedules.recipientsAmong(organizationId, ids);
    if (found.length < new Set(ids).size) throw unknownRecipient();
    const refused = found.filter(({ role }) => report !== 'progress' && !may(role, 'cost:read'));
    if (refused.length > 0) throw recipientNotAllowed(refused.map(({ name }) => name));
  }

  private async timingOf(
    { organizationId }: Actor,
    rhythm: Pick<ScheduleRow, 'rhythm' | 'onDay' | 'atHour'>,
  ): Promise<{ timeZone: string; dueAt: Date }> {
    const { timeZone } = await this.organizations.find(organizationId);
    // A day that weeks do not have belongs to a rhythm that was changed back.
    const onDay = rhythm.rhythm === 'weekly' ? Math.min(7, rhythm.onDay) : rhythm.onDay;
    return { timeZone, dueAt: nextDue({ ...rhythm, onDay }, this.clock.now(), timeZone) };
  }

  private async mustFind({ organizationId }: Actor, id: string): Promise<ScheduleRow> {
    const row = await this.schedules.find(organizationId, id);
    if (!row) throw scheduleNotFound();
    return row;
  }
}

const checkGroup = (report: ScheduledReport, groupBy: string): void => {
  if (!groupsOf(report).includes(groupBy)) throw unknownGroup(report);
};

const definedOf = <Value extends object>(value: Value): Partial<Value> =>
  Object.fromEntries(
    Object.entries(value).filter(([, part]) => part !== undefined),
  ) as Partial<Value>;

const toSchedule = ({ organizationId: _of, dueAt, ...row }: ListedSchedule): Schedule => ({
  ...row,
  nextAt: row.paused ? null : dueAt.toISOString(),
});
