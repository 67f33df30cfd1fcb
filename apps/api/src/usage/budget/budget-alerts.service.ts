import { Injectable, Logger } from '@nestjs/common';
import { AppConfig } from '../../config/app-config';
import { OrganizationsService } from '../../organizations/organizations.service';
import { Clock } from '../../platform/clock/clock';
import { type MailKey, MailOutbox } from '../../platform/mail/mail-outbox';
import type { MailText } from '../../platform/mail/mailer';
import { MonthSumRepository } from '../months/month-sum.repository';
import { budgetMail } from './budget.mail';
import { BudgetRepository, type UntoldAlert } from './budget.repository';
import { isStopped, passedPercents } from './budget-state';

/** Later the next threshold, or the next month, is the news. */
const NEWS_FOR_MS = 3 * 86_400_000;

/** Tells once a month, for each threshold, that so much of the budget is spent. */
@Injectable()
export class BudgetAlertsService {
  private readonly logger = new Logger(BudgetAlertsService.name);

  constructor(
    private readonly budgets: BudgetRepository,
    private readonly sums: MonthSumRepository,
    private readonly organizations: OrganizationsService,
    private readonly mails: MailOutbox,
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
    const news = { ...highest, unpriced: sum.unpriced, stopped };
    const mails = await this.mailsOf(organizationId, budget.mailTo, news);
    const expiresAt = new Date(now.getTime() + NEWS_FOR_MS);
    const queued = await this.budgets.markTold(
      organizationId,
      { alerts: untold, at: now },
      async (transaction) => {
        const keys: MailKey[] = [];
        for (const mail of mails) {
          const outgoing = { organizationId, purpose: 'notice' as const, expiresAt, mail };
          keys.push(await this.mails.enqueue(outgoing, transaction));
        }
        return keys;
      },
    );
    for (const key of queued ?? []) await this.mails.dispatch(key);
  }

  private async mailsOf(
    organizationId: string,
    mailTo: readonly string[],
    facts: UntoldAlert & { unpriced: number; stopped: boolean },
  ): Promise<MailText[]> {
    const { name } = await this.organizations.find(organizationId);
    const link = `${this.config.publicUrl}/budget`;
    const named = await this.budgets.recipients(organizationId, mailTo);
    // Whoever was named may have left: then the administrators are told.
    const to = named.length > 0 ? named : await this.budgets.recipients(organizationId, []);
    return to.map(({ email }) => budgetMail({ to: email, organization: name, link, ...facts }));
  }
}
