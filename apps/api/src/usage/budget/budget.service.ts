import { Injectable } from '@nestjs/common';
import type { Transaction } from '../../auth/accounts.service';
import type { Actor } from '../../auth/actor';
import { changesBetween } from '../../organizations/audit-changes';
import { AuditService, type Particulars } from '../../organizations/audit.service';
import { Clock } from '../../platform/clock/clock';
import { daysAfter, localDayOf } from '../../platform/clock/local-day';
import { type MonthSum, MonthSumRepository } from '../months/month-sum.repository';
import type { BudgetEntity } from './budget.entity';
import { budgetUsedUp, noBudget, unknownRecipient } from './budget.errors';
import { BudgetRepository } from './budget.repository';
import type { Budget, BudgetNotice, BudgetSettings, Forecast, LiftStop } from './budget.schemas';
import { isStopped, noticeOf } from './budget-state';
import { forecastMonth, LOOK_BACK_DAYS } from './forecast';

const METHOD =
  'What days of the same weekday cost in the last eight weeks, for the days left; four of five months end within the range.';

/** What a month may cost, what it has cost and what it is going to. */
@Injectable()
export class BudgetService {
  constructor(
    private readonly budgets: BudgetRepository,
    private readonly sums: MonthSumRepository,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** Throws `budget.used_up`. Asked before every call, so it reads two rows by their keys. */
  async refuseIfUsedUp(organizationId: string): Promise<void> {
    if (await this.isUsedUp(organizationId)) throw budgetUsedUp();
  }

  /** Whether the stop is in force. */
  async isUsedUp(organizationId: string): Promise<boolean> {
    const budget = await this.budgets.find(organizationId);
    if (!budget?.hardStop) return false;
    return isStopped(await this.sums.find(organizationId, this.clock.now()), budget);
  }

  async get({ organizationId }: Actor): Promise<Budget> {
    const [budget, sum, alerts] = await Promise.all([
      this.budgets.find(organizationId),
      this.sums.find(organizationId, this.clock.now()),
      this.budgets.listAlerts(organizationId),
    ]);
    const { month, timeZone, spentMicroUsd, unpriced } = sum;
    return {
      month,
      timeZone,
      spentMicroUsd,
      unpriced,
      budget: budget ? settingsOf(budget) : null,
      recipients: await this.budgets.listNamed(organizationId, budget?.mailTo ?? []),
      stopped: isStopped(sum, budget),
      lifted: budget?.liftedMonth === month,
      forecast: await this.forecast(organizationId, sum),
      alerts,
    };
  }

  async notice({ organizationId }: Actor): Promise<BudgetNotice> {
    const budget = await this.budgets.find(organizationId);
    if (!budget) return { notice: null };
    const sum = await this.sums.find(organizationId, this.clock.now());
    return { notice: noticeOf(sum, budget) };
  }

  async set(actor: Actor, settings: BudgetSettings): Promise<Budget> {
    const { organizationId, memberId } = actor;
    const mailTo = [...new Set(settings.mailTo)];
    const named = await this.budgets.listNamed(organizationId, mailTo);
    const gone = named.filter(({ reachable }) => !reachable).map(({ name }) => name);
    if (gone.length > 0 || named.length < mailTo.length) throw unknownRecipient(gone);
    const alertPercents = [...new Set(settings.alertPercents)].sort((a, b) => a - b);
    const kept = { ...settings, alertPercents, mailTo };
    await this.budgets.changing(organizationId, async (before, transaction) => {
      const changes = changesBetween(
        before && (await this.describe(organizationId, before, transaction)),
        await this.describe(organizationId, kept, transaction),
      );
      const by = { memberId, at: this.clock.now() };
      await this.budgets.save(organizationId, kept, by, transaction);
      await this.record(actor, 'budget.set', { changes, transaction });
    });
    return this.get(actor);
  }

  async remove(actor: Actor): Promise<void> {
    const { organizationId } = actor;
    await this.budgets.changing(organizationId, async (before, transaction) => {
      if (!before) throw noBudget();
      await this.budgets.remove(organizationId, transaction);
      const described = await this.describe(organizationId, before, transaction);
      const changes = changesBetween(described, undefined);
      await this.record(actor, 'budget.removed', { changes, transaction });
    });
  }

  /** For the month that runs; the next one begins with the stop in force. */
  async lift(actor: Actor, { lifted }: LiftStop): Promise<Budget> {
    const { organizationId } = actor;
    const { month } = await this.sums.find(organizationId, this.clock.now());
    await this.budgets.changing(organizationId, async (before, transaction) => {
      if (!before) throw noBudget();
      await this.budgets.lift(organizationId, lifted ? month : null, transaction);
      await this.record(actor, lifted ? 'budget.stop_lifted' : 'budget.stop_restored', {
        transaction,
      });
    });
    return this.get(actor);
  }

  private async record(actor: Actor, action: string, said: Particulars): Promise<void> {
    await this.audit.record(actor, action, `organization:${actor.organizationId}`, said);
  }

  /** As people read it in the audit list. */
  private async describe(
    organizationId: string,
    settings: BudgetSettings,
    transaction: Transaction,
  ) {
    const named = await this.budgets.listNamed(organizationId, settings.mailTo, transaction);
    return {
      amountMicroUsd: settings.amountMicroUsd,
      alertPercents: settings.alertPercents.join(', '),
      hardStop: settings.hardStop,
      mailTo: named.map(({ name }) => name).join(', '),
    };
  }

  private async forecast(organizationId: string, sum: MonthSum): Promise<Forecast> {
    const { spentMicroUsd, timeZone } = sum;
    const today = localDayOf(timeZone, this.clock.now());
    const from = daysAfter(today, -LOOK_BACK_DAYS);
    const costs = await this.budgets.costByDay(organizationId, { from, timeZone });
    const forecast = forecastMonth({ today, spentMicroUsd, costs });
    const { enough, days } = forecast;
    const range = forecast.enough
      ? forecast
      : { lowMicroUsd: null, likelyMicroUsd: null, highMicroUsd: null };
    const { lowMicroUsd, likelyMicroUsd, highMicroUsd } = range;
    return { enough, days, lowMicroUsd, likelyMicroUsd, highMicroUsd, method: METHOD };
  }
}

const settingsOf = ({
  alertPercents,
  amountMicroUsd,
  hardStop,
  mailTo,
}: BudgetEntity): BudgetSettings => ({ amountMicroUsd, alertPercents, hardStop, mailTo });
