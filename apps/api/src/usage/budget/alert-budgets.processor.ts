import { Injectable } from '@nestjs/common';
import { JobProcessor } from '../../platform/queue/job.processor';
import { BudgetAlertsService } from './budget-alerts.service';

@Injectable()
export class AlertBudgetsProcessor extends JobProcessor<'alert-budgets'> {
  readonly job = 'alert-budgets';

  constructor(private readonly alerts: BudgetAlertsService) {
    super();
  }

  async process(): Promise<void> {
    await this.alerts.sweep();
  }
}
