import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { OrganizationsModule } from '../../organizations/organizations.module';
import { MonthSumRepository } from '../months/month-sum.repository';
import { BudgetAlertsService } from './budget-alerts.service';
import { BudgetController } from './budget.controller';
import { BudgetEntity } from './budget.entity';
import { BudgetRepository } from './budget.repository';
import { BudgetService } from './budget.service';

@Module({
  imports: [TypeOrmModule.forFeature([BudgetEntity]), OrganizationsModule],
  controllers: [BudgetController],
  providers: [BudgetService, BudgetAlertsService, BudgetRepository, MonthSumRepository],
  exports: [BudgetService, BudgetAlertsService, MonthSumRepository],
})
export class BudgetModule {}
