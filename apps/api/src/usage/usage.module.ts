import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BudgetModule } from './budget/budget.module';
import { MinutesModule } from './minutes/minutes.module';
import { PricesModule } from './prices/prices.module';
import { PriceEntity } from './price.entity';
import { PriceRepository } from './price.repository';
import { UsageRecordEntity } from './usage-record.entity';
import { UsageRecordRepository } from './usage-record.repository';
import { UsageService } from './usage.service';

@Module({
  imports: [
    BudgetModule,
    MinutesModule,
    PricesModule,
    TypeOrmModule.forFeature([PriceEntity, UsageRecordEntity]),
  ],
  providers: [UsageService, PriceRepository, UsageRecordRepository],
  exports: [UsageService, MinutesModule, BudgetModule],
})
export class UsageModule {}
