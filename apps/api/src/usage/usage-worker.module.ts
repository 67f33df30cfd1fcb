import { Module } from '@nestjs/common';
import { AlertBudgetsProcessor } from './budget/alert-budgets.processor';
import { BudgetModule } from './budget/budget.module';
import { RenewMinutesProcessor } from './minutes/renew-minutes.processor';
import { CheckMonthSumsProcessor } from './months/check-month-sums.processor';
import { PriceUnknownProcessor } from './prices/price-unknown.processor';
import { PricesModule } from './prices/prices.module';
import { SweepPricingProcessor } from './prices/sweep-pricing.processor';
import { UsageModule } from './usage.module';

@Module({
  imports: [BudgetModule, PricesModule, UsageModule],
  providers: [
    AlertBudgetsProcessor,
    CheckMonthSumsProcessor,
    PriceUnknownProcessor,
    RenewMinutesProcessor,
    SweepPricingProcessor,
  ],
})
export class UsageWorkerModule {}
