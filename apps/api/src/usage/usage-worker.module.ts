import { Module } from '@nestjs/common';
import { AlertBudgetsProcessor } from './budget/alert-budgets.processor';
import { BudgetModule } from './budget/budget.module';
import { CheckMonthSumsProcessor } from './months/check-month-sums.processor';

@Module({
  imports: [BudgetModule],
  providers: [AlertBudgetsProcessor, CheckMonthSumsProcessor],
})
export class UsageWorkerModule {}
