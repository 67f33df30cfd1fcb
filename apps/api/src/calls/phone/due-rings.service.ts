import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock';
import { AppError } from '../../platform/errors/app-error';
import { JobQueue } from '../../platform/queue/job-queue';
import { CallLimits } from '../../telephony/call-limits';
import { BudgetService } from '../../usage/budget/budget.service';
import { MinutesService } from '../../usage/minutes/minutes.service';
import { LineFarewell } from './line-farewell';
import type { LineOutcome } from './phone-line';
import { PhoneLineRepository } from './phone-line.repository';
import { RingDialler } from './ring-dialler';

/** Less is no call. */
const LEAST_SECONDS = 15;
/** Its own job would have rung by then. */
const LOST_AFTER_MS = 30_000;
/** Nobody is rung in the night because they could not be rung in the evening. */
const TOO_LATE_AFTER_MS = 15 * 60_000;
/** A telephone rings for half a minute, and a call tells every five seconds that it lives. */
const FORGOTTEN_AFTER_MS = 5 * 60_000;

/** `code`: what stood against it, where the outcome alone does not say. */
type Refusal = { outcome: LineOutcome; code?: string };

/** Rings those whose time has come, and ends lines that nobody holds any more. */
@Injectable()
export class DueRingsService {
  private readonly logger = new Logger(DueRingsService.name);

  constructor(
    private readonly rows: PhoneLineRepository,
    private readonly limits: CallLimits,
    private readonly budgets: BudgetService,
    private readonly minutes: MinutesService,
    private readonly dialler: RingDialler,
    private readonly farewell: LineFarewell,
    private readonly jobs: JobQueue,
    private readonly clock: Clock,
  ) {}

  /** The work of its job. Who talks already is left in peace, until the sweep asks again. */
  async ring(organizationId: string, lineId: string): Promise<void> {
    const line = await this.rows.find(organizationId, lineId);
    if (line?.state !== 'scheduled' || line.dueAt === null) return;
    if (this.clock.now().getTime() - line.dueAt.getTime() > TOO_LATE_AFTER_MS) {
      return this.farewell.end(lineId, 'too_late');
    }
    if (await this.rows.isOccupied(organizationId, line.memberId)) return;
    const to = await this.rows.numberToRing(organizationId, lineId);
    const refusal = to
      ? await this.refusalOf(organizationId, line.memberId, to)
      : ({ outcome: 'cancelled', code: 'telephony.no_number' } as const);
    if (refusal) {
      if (refusal.code) await this.rows.setRefusal(organizationId, lineId, refusal.code);
      return this.farewell.end(lineId, refusal.outcome);
    }
    if (!to || !(await this.rows.startRinging(organizationId, lineId))) return;
    await this.dialler.dial({ lineId, number: to.number });
  }

  async sweep(): Promise<void> {
    const nowMs = this.clock.now().getTime();
    for (const { organizationId, id } of await this.rows.listDue(new Date(nowMs - LOST_AFTER_MS))) {
      const payload = { organizationId, lineId: id };
      await this.jobs.add('ring-trainee', payload, { jobId: `ring-trainee-${id}` });
    }
    const forgotten = await this.rows.listForgotten(new Date(nowMs - FORGOTTEN_AFTER_MS));
    for (const { id, connected } of forgotten) {
      await this.endForgotten(id, connected ? 'disconnected' : 'no_answer');
    }
  }

  /** One line that cannot be ended must not keep the others waiting. */
  private async endForgotten(lineId: string, outcome: LineOutcome): Promise<void> {
    try {
      await this.farewell.end(lineId, outcome);
      this.logger.warn({ lineId }, 'A telephone line was left open');
    } catch (error) {
      this.logger.error({ err: error, lineId }, 'A telephone line could not be ended');
    }
  }

  private async refusalOf(
    organizationId: string,
    memberId: string,
    to: { callerId: string; number: string },
  ): Promise<Refusal | undefined> {
    if (!this.dialler.isConfigured) return { outcome: 'failed' };
    if (await this.budgets.isUsedUp(organizationId)) return { outcome: 'budget_used_up' };
    const left = await this.minutes.secondsLeft(organizationId, { memberId });
    if (left !== null && left < LEAST_SECONDS) return { outcome: 'used_up' };
    try {
      this.limits.checkCountry(to.number);
      await this.limits.check(to.callerId);
      return undefined;
    } catch (error) {
      if (error instanceof AppError) return { outcome: 'cancelled', code: error.code };
      throw error;
    }
  }
}
