import { Module } from '@nestjs/common';
import { TasksModule } from '../tasks/tasks.module';
import { AlertBudgetsProcessor } from './budget/alert-budgets.processor';
import { BudgetModule } from './budget/budget.module';
import { RenewMinutesProcessor } from './minutes/renew-minutes.processor';
import { CheckMonthSumsProcessor } from './months/check-month-sums.processor';
import { PriceUnknownRunner } from './prices/price-unknown.runner';
import { PricesModule } from './prices/prices.module';
import { UsageModule } from './usage.module';

@Module({
  imports: [BudgetModule, PricesModule, TasksModule, UsageModule],
  providers: [
    AlertBudgetsProcessor,
    CheckMonthSumsProcessor,
    PriceUnknownRunner,
    RenewMinutesProcessor,
  ],
})
export class UsageWorkerModule {}
