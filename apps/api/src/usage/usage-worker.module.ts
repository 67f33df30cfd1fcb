import { Module } from '@nestjs/common';
import { AlertBudgetsProcessor } from './budget/alert-budgets.processor';
import { BudgetModule } from './budget/budget.module';
import { CheckMonthSumsProcessor } from './months/check-month-sums.processor';
import { PriceUnknownProcessor } from './prices/price-unknown.processor';
import { PricesModule } from './prices/prices.module';
import { SweepPricingProcessor } from './prices/sweep-pricing.processor';

@Module({
  imports: [BudgetModule, PricesModule],
  providers: [
    AlertBudgetsProcessor,
    CheckMonthSumsProcessor,
    PriceUnknownProcessor,
    SweepPricingProcessor,
  ],
})
export class UsageWorkerModule {}
