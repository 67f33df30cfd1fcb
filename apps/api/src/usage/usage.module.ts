import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { MinutesModule } from './minutes/minutes.module';
import { PricesModule } from './prices/prices.module';
import { PriceEntity } from './price.entity';
import { PriceRepository } from './price.repository';
import { UsageRecordEntity } from './usage-record.entity';
import { UsageRecordRepository } from './usage-record.repository';
import { UsageService } from './usage.service';

@Module({
  imports: [
    MinutesModule,
    PricesModule,
    TypeOrmModule.forFeature([PriceEntity, UsageRecordEntity]),
  ],
  providers: [UsageService, PriceRepository, UsageRecordRepository],
  exports: [UsageService, MinutesModule],
})
export class UsageModule {}
