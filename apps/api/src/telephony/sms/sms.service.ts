import { Injectable, Logger } from '@nestjs/common';
import type { Transaction } from '../../auth/accounts.service';
import { AppConfig } from '../../config/app-config';
import { Clock } from '../../platform/clock/clock';
import { Metrics } from '../../platform/metrics/metrics';
import { JobQueue } from '../../platform/queue/job-queue';
import { CarrierUsageService } from '../charges/carrier-usage.service';
import { segmentsOf } from '../charges/message-segments';
import { numberNotFound } from '../telephony.errors';
import { TwilioClient } from '../twilio/twilio-client';
import { TwilioError } from '../twilio/twilio-error';
import { stateOfTwilio } from './sms-state';
import { type DueSms, type NewSms, type SmsKey, SmsRepository } from './sms.repository';

export type { SmsKey };
export type Sms = NewSms & { organizationId: string };
/** Still on its way by then: its job was lost. */
const LOST_AFTER_MS = 60_000;
/** News of it is of no use to anybody. */
const STALE_AFTER_MS = 24 * 3_600_000;
/** Twilio's report may be here before its answer that names the message. */
const LOOK_AGAIN_AFTER_MS = 2_000;

/** Text messages: kept first, then sent by a job, then followed by what Twilio reports. */
@Injectable()
export class SmsService {
  private readonly logger = new Logger(SmsService.name);
  private readonly outcomes;

  constructor(
    private readonly messages: SmsRepository,
    private readonly twilio: TwilioClient,
    private readonly carrier: CarrierUsageService,
    private readonly jobs: JobQueue,
    private readonly clock: Clock,
    private readonly config: AppConfig,
    metrics: Metrics,
  ) {
    this.outcomes = metrics.counter('sms_total', 'Text messages, by how sending them ended', [
      'outcome',
    ]);
  }

  get isAvailable(): boolean {
    return this.twilio.isConfigured;
  }

  /** Part of the caller's transaction; `dispatch` it once that is committed. */
  async enqueue(sms: Sms, transaction?: Transaction): Promise<SmsKey> {
    const { organizationId, ...message } = sms;
    const now = this.clock.now();
    const id = await this.messages.insert(organizationId, message, now, transaction);
    if (id === undefined) throw numberNotFound();
    return { organizationId, id };
  }

  async dispatch({ organizationId, id }: SmsKey): Promise<void> {
    await this.jobs.add('send-sms', { organizationId, smsId: id }, { jobId: `send-sms-${id}` });
  }

  /** Both at once, for whoever writes nothing else. */
  async send(sms: Sms): Promise<SmsKey> {
    const key = await this.enqueue(sms);
    await this.dispatch(key);
    return key;
  }

  /** The work of its job. Throws when another attempt may help, unless this was the last. */
  async deliver(key: SmsKey, { isLastAttempt }: { isLastAttempt: boolean }): Promise<void> {
    const due = await this.messages.findDue(key);
    if (!due) return;
    if (!this.twilio.isConfigured) return this.giveUp(key, 'not_configured');
    if (due.to === null) return this.giveUp(key, 'number_removed');
    if (due.blocked) return this.giveUp(key, 'number_blocked');
    try {
      await this.hand({ ...due, to: due.to });
    } catch (error) {
      if (!(error instanceof TwilioError)) throw error;
      if (error.isPassing && !isLastAttempt) throw error;
      await this.giveUp(key, String(error.code ?? error.failure));
    }
  }

  /** What Twilio reports: repeatedly, late and in any order. */
  async onStatus(twilioSid: string, status: string, errorCode?: string): Promise<void> {
    if ((await this.applyStatus(twilioSid, status, errorCode)) !== 'unknown') return;
    const payload = { twilioSid, status, errorCode };
    await this.jobs.add('apply-sms-status', payload, { delayMs: LOOK_AGAIN_AFTER_MS });
  }

  async applyStatus(
    twilioSid: string,
    status: string,
    errorCode?: string,
  ): Promise<'changed' | 'late' | 'unknown'> {
    const state = stateOfTwilio(status);
    if (state === undefined) return 'late';
    const report = { state, errorCode: state === 'failed' ? (errorCode ?? status) : null };
    const outcome = await this.messages.report(twilioSid, report, this.clock.now());
    if (outcome === 'changed' && state !== 'sent') this.outcomes.inc({ outcome: state });
    return outcome;
  }

  /** Puts lost messages back on their way, and gives up those that nobody waits for any more. */
  async sweep(): Promise<void> {
    const nowMs = this.clock.now().getTime();
    const stale = await this.messages.listQueued(new Date(nowMs - STALE_AFTER_MS));
    for (const key of stale) await this.giveUp(key, 'too_late');
    const lost = await this.messages.listQueued(new Date(nowMs - LOST_AFTER_MS));
    for (const key of lost) await this.dispatch(key);
  }

  private async hand({ to, body, ...key }: DueSms & { to: string }): Promise<void> {
    const { sid, segments } = await this.twilio.sendSms({
      to,
      body,
      statusCallback: `${this.config.publicUrl}/sms/status`,
    });
    const sent = { twilioSid: sid, segments: segments ?? segmentsOf(body) };
    const at = this.clock.now();
    const message = { ...key, ...sent, smsId: key.id, to, counted: segments !== null, at };
    const usage = await this.carrier.ofMessage(message);
    await this.messages.transaction(async (transaction) => {
      if (!(await this.messages.markSent(key, sent, at, transaction))) return;
      await this.carrier.append(usage, transaction);
    });
    this.outcomes.inc({ outcome: 'sent' });
  }

  private async giveUp(key: SmsKey, errorCode: string): Promise<void> {
    if (!(await this.messages.markFailed(key, errorCode, this.clock.now()))) return;
    this.outcomes.inc({ outcome: 'failed' });
    this.logger.warn({ smsId: key.id, errorCode }, 'A text message could not be sent');
  }
}
