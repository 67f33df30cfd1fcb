import { Injectable, Logger } from '@nestjs/common';
import type { Actor } from '../../auth/actor';
import { may } from '../../auth/permissions';
import { Clock } from '../../platform/clock/clock';
import { Mailer } from '../../platform/mail/mailer';
import { JobQueue } from '../../platform/queue/job-queue';
import { nextDue, periodBefore } from './due-time';
import {
  type MailingRef,
  MailingRepository,
  type NewMailings,
  type OpenMailing,
} from './mailing.repository';
import { ReportMails } from './report-mails';
import { ScheduleRepository, type ScheduleRow } from './schedule.repository';

const MINUTE_MS = 60_000;
/** Its job was lost. */
const LOST_AFTER_MS = 2 * MINUTE_MS;
/** Nobody hands a mail over for so long: whoever did has stopped. */
const UNCERTAIN_AFTER_MS = 10 * MINUTE_MS;

/**
 * Mails reports, each period once to each recipient. A mail is claimed before it is handed over, so a
 * process that stops in between leaves one that may not have arrived, and never sends it twice.
 */
@Injectable()
export class MailingsService {
  private readonly logger = new Logger(MailingsService.name);

  constructor(
    private readonly mailings: MailingRepository,
    private readonly schedules: ScheduleRepository,
    private readonly mails: ReportMails,
    private readonly mailer: Mailer,
    private readonly jobs: JobQueue,
    private readonly clock: Clock,
  ) {}

  async send(mailings: NewMailings): Promise<void> {
    for (const mailing of await this.mailings.insert(mailings)) await this.enqueue(mailing);
  }

  /** Starts what is due, and what was left undone. */
  async sweep(): Promise<void> {
    const now = this.clock.now();
    const due = await this.mailings.takeDue(now, (schedule) => {
      const timeZone = schedule.currentTimeZone;
      const moved = timeZone !== schedule.timeZone;
      // In another time zone the same hour is another moment, which may lie ahead again.
      const isDue = schedule.dueAt <= now && !moved;
      return {
        period: isDue ? periodBefore(schedule, schedule.dueAt, timeZone) : undefined,
        dueAt: nextDue(schedule, now, timeZone),
        timeZone,
      };
    });
    for (const mailing of due) await this.enqueue(mailing);
    const since = (ms: number) => new Date(now.getTime() - ms);
    for (const mailing of await this.mailings.listIn('pending', since(LOST_AFTER_MS))) {
      await this.enqueue(mailing);
    }
    for (const mailing of await this.mailings.listIn('sending', since(UNCERTAIN_AFTER_MS))) {
      await this.mailings.note(mailing, 'uncertain', now);
    }
  }

  async deliver(ref: MailingRef, { isLastAttempt }: { isLastAttempt: boolean }): Promise<void> {
    const mailing = await this.mailings.claim(ref, this.clock.now());
    if (!mailing) return;
    const schedule = await this.schedules.find(ref.organizationId, mailing.scheduleId);
    if (!schedule || !mayHave(schedule, mailing)) {
      await this.mailings.note(ref, 'not_allowed', this.clock.now());
      return;
    }
    try {
      const mail = await this.mails.write(actorOf(mailing), schedule, mailing);
      await this.mailer.send({ ...mail, writtenAt: this.clock.now() });
    } catch (error) {
      await this.mailings.note(ref, isLastAttempt ? 'failed' : 'pending', this.clock.now());
      this.logger.warn({ err: error, mailingId: ref.id }, 'A report could not be mailed');
      throw error;
    }
    await this.mailings.note(ref, 'sent', this.clock.now());
  }

  private async enqueue({ organizationId, id }: MailingRef): Promise<void> {
    const payload = { organizationId, mailingId: id };
    await this.jobs.add('send-report', payload, { jobId: `send-report-${id}` });
  }
}

/** Rights may have changed since the recipient was chosen. */
const mayHave = ({ report }: ScheduleRow, { gone, email, role }: OpenMailing): boolean =>
  !gone && email !== '' && may(role, report === 'progress' ? 'call:read' : 'cost:read');

const actorOf = ({ organizationId, memberId, role }: OpenMailing): Actor => ({
  organizationId,
  memberId,
  role,
  via: 'session',
});
