import { Module } from '@nestjs/common';
import { AlertBudgetsProcessor } from './budget/alert-budgets.processor';
import { BudgetModule } from './budget/budget.module';
import { RenewMinutesProcessor } from './minutes/renew-minutes.processor';
import { CheckMonthSumsProcessor } from './months/check-month-sums.processor';
import { UsageModule } from './usage.module';

@Module({
  imports: [BudgetModule, UsageModule],
  providers: [AlertBudgetsProcessor, CheckMonthSumsProcessor, RenewMinutesProcessor],
})
export class UsageWorkerModule {}
