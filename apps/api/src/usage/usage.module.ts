import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PriceEntity } from './price.entity';
import { PriceRepository } from './price.repository';
import { UsageRecordEntity } from './usage-record.entity';
import { UsageRecordRepository } from './usage-record.repository';
import { UsageService } from './usage.service';

@Module({
  imports: [TypeOrmModule.forFeature([PriceEntity, UsageRecordEntity])],
  providers: [UsageService, PriceRepository, UsageRecordRepository],
  exports: [UsageService],
})
export class UsageModule {}
