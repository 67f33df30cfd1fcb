import { Injectable, Logger } from '@nestjs/common';
import { AppConfig } from '../../config/app-config';
import { Clock } from '../clock/clock';
import { Metrics } from '../metrics/metrics';
import { JobQueue } from '../queue/job-queue';
import { MailError } from './mail-error';
import { type MailKey, MailRepository } from './mail.repository';
import { Mailer, type MailText } from './mailer';
import { seal, unseal } from './sealed-text';

export type { MailKey };
export type OutgoingMail = {
  organizationId: string;
  purpose: 'password_reset' | 'invitation' | 'report' | 'notice';
  /** Later it is not sent any more. */
  expiresAt: Date;
  mail: MailText;
};
type Transaction = Parameters<MailRepository['insert']>[2];

/** Not tried by then: its job was lost. */
const LOST_AFTER_MS = 60_000;
/** A mail server that was away is asked again now and then, until the mail is of no use. */
const AGAIN_AFTER_MS = 10 * 60_000;
const KEPT_MS = 90 * 86_400_000;
const SEALED_FOR = 'sparline mails';

/** Mails: kept sealed first, then sent by a job. */
@Injectable()
export class MailOutbox {
  private readonly logger = new Logger(MailOutbox.name);
  private readonly outcomes;

  constructor(
    private readonly mails: MailRepository,
    private readonly mailer: Mailer,
    private readonly jobs: JobQueue,
    private readonly clock: Clock,
    private readonly config: AppConfig,
    metrics: Metrics,
  ) {
    this.outcomes = metrics.counter('mails_total', 'Mails, by how sending them ended', ['outcome']);
  }

  /** Part of the caller's transaction; `dispatch` it once that is committed. */
  async enqueue(
    { organizationId, purpose, expiresAt, mail }: OutgoingMail,
    transaction?: Transaction,
  ): Promise<MailKey> {
    const sealed = seal(JSON.stringify(mail), this.config.sessionSecret, SEALED_FOR);
    const row = { purpose, sealed, expiresAt, createdAt: this.clock.now() };
    return { organizationId, id: await this.mails.insert(organizationId, row, transaction) };
  }

  async dispatch({ organizationId, id }: MailKey): Promise<void> {
    await this.jobs.add('send-mail', { organizationId, mailId: id }, { jobId: `send-mail-${id}` });
  }

  /** The work of its job. Throws when another attempt may help. */
  async deliver(key: MailKey): Promise<void> {
    const row = await this.mails.findQueued(key);
    if (!row || row.sealed === null) return;
    if (row.expiresAt <= this.clock.now()) return this.giveUp(key, 'too_late');
    const text = unseal(row.sealed, this.config.sessionSecret, SEALED_FOR);
    if (text === undefined) return this.giveUp(key, 'secret_changed');
    const mail = JSON.parse(text) as MailText;
    try {
      await this.mailer.send({ ...mail, id: row.id, writtenAt: row.createdAt });
    } catch (error) {
      if (!(error instanceof MailError)) throw error;
      if (!error.isPassing) return this.giveUp(key, error.code);
      await this.mails.noteAttempt(key, error.code, this.clock.now());
      throw error;
    }
    await this.mails.markSent(key, this.clock.now());
    this.outcomes.inc({ outcome: 'sent' });
  }

  /** Puts lost mails back on their way, and those that a server did not take a while ago. */
  async sweep(): Promise<void> {
    const nowMs = this.clock.now().getTime();
    const waiting = await this.mails.listWaiting({
      neverTried: new Date(nowMs - LOST_AFTER_MS),
      tried: new Date(nowMs - AGAIN_AFTER_MS),
    });
    for (const key of waiting) await this.dispatch(key);
    await this.mails.deleteOver(new Date(nowMs - KEPT_MS));
  }

  private async giveUp(key: MailKey, errorCode: string): Promise<void> {
    await this.mails.markFailed(key, errorCode, this.clock.now());
    this.outcomes.inc({ outcome: 'failed' });
    this.logger.warn({ mailId: key.id, errorCode }, 'A mail could not be sent');
  }
}
