import { Injectable, Logger } from '@nestjs/common';
import { AppConfig } from '../../config/app-config';
import { OrganizationsService } from '../../organizations/organizations.service';
import { Clock } from '../../platform/clock/clock';
import { Mailer } from '../../platform/mail/mailer';
import { MonthSumRepository } from '../months/month-sum.repository';
import { budgetMail } from './budget.mail';
import { BudgetRepository, type UntoldAlert } from './budget.repository';
import { isStopped, passedPercents } from './budget-state';

/** Tells once a month, for each threshold, that so much of the budget is spent. */
@Injectable()
export class BudgetAlertsService {
  private readonly logger = new Logger(BudgetAlertsService.name);

  constructor(
    private readonly budgets: BudgetRepository,
    private readonly sums: MonthSumRepository,
    private readonly organizations: OrganizationsService,
    private readonly mailer: Mailer,
    private readonly clock: Clock,
    private readonly config: AppConfig,
  ) {}

  /** One organization that cannot be told must not keep the others waiting. */
  async sweep(): Promise<void> {
    for (const organizationId of await this.budgets.listOrganizations()) {
      try {
        await this.alert(organizationId);
      } catch (error) {
        this.logger.error({ err: error, organizationId }, 'A budget could not be looked after');
      }
    }
  }

  private async alert(organizationId: string): Promise<void> {
    const budget = await this.budgets.find(organizationId);
    if (!budget) return;
    const now = this.clock.now();
    const sum = await this.sums.find(organizationId, now);
    const { month, spentMicroUsd } = sum;
    const { amountMicroUsd: budgetMicroUsd } = budget;
    const passed = passedPercents(sum, budget).map((percent) => ({
      month,
      percent,
      spentMicroUsd,
      budgetMicroUsd,
    }));
    if (passed.length > 0) await this.budgets.noteAlerts(organizationId, passed, now);
    const untold = await this.budgets.listUntold(organizationId);
    // Several at once are one piece of news: the highest.
    const [highest] = untold;
    if (!highest) return;
    const stopped = isStopped(sum, budget);
    await this.mail(organizationId, budget.mailTo, { ...highest, unpriced: sum.unpriced, stopped });
    await this.budgets.markTold(organizationId, untold, now);
  }

  private async mail(
    organizationId: string,
    mailTo: readonly string[],
    facts: UntoldAlert & { unpriced: number; stopped: boolean },
  ): Promise<void> {
    const { name } = await this.organizations.find(organizationId);
    const link = `${this.config.publicUrl}/budget`;
    const named = await this.budgets.recipients(organizationId, mailTo);
    // Whoever was named may have left: then the administrators are told.
    const to = named.length > 0 ? named : await this.budgets.recipients(organizationId, []);
    for (const { email } of to) {
      await this.mailer.send(budgetMail({ to: email, organization: name, link, ...facts }));
    }
  }
}
