import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { OrganizationsModule } from '../../organizations/organizations.module';
import { TasksModule } from '../../tasks/tasks.module';
import { PriceEntity } from '../price.entity';
import { PriceBookRepository } from './price-book.repository';
import { PriceImportService } from './price-import.service';
import { PricesController } from './prices.controller';
import { PriceRepository } from '../price.repository';
import { PricingRunRepository } from './pricing-run.repository';
import { PricingRunsService } from './pricing-runs.service';
import { UnpricedRepository } from './unpriced.repository';
import { PricesService } from './prices.service';

@Module({
  imports: [TypeOrmModule.forFeature([PriceEntity]), OrganizationsModule, TasksModule],
  controllers: [PricesController],
  providers: [
    PricesService,
    PriceImportService,
    PriceBookRepository,
    PriceRepository,
    PricingRunsService,
    PricingRunRepository,
    UnpricedRepository,
  ],
  exports: [PriceRepository, PricingRunRepository, UnpricedRepository],
})
export class PricesModule {}
