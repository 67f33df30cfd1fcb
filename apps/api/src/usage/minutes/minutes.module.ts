import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuthModule } from '../../auth/auth.module';
import { OrganizationsModule } from '../../organizations/organizations.module';
import { AccountChangesService } from './account-changes.service';
import { BulkChangesService } from './bulk-changes.service';
import { MinuteCodeEntity } from './codes/minute-code.entity';
import { MinuteCodeRepository } from './codes/minute-code.repository';
import { MinuteCodesController } from './codes/minute-codes.controller';
import { MinuteCodesService } from './codes/minute-codes.service';
import { MergedAccountRepository } from './merged-account.repository';
import { MergedMinutesService } from './merged-minutes.service';
import { MinuteAccountEntity } from './minute-account.entity';
import { MinuteAccountRepository } from './minute-account.repository';
import { MinuteAllowanceEntity } from './minute-allowance.entity';
import { MinuteEntryEntity } from './minute-entry.entity';
import { MinuteEntryRepository } from './minute-entry.repository';
import { MinuteGrantEntity } from './minute-grant.entity';
import { MinuteGrantRepository } from './minute-grant.repository';
import { MinuteLedgerRepository } from './minute-ledger.repository';
import { MinuteReservationEntity } from './minute-reservation.entity';
import { MinutesService } from './minutes.service';
import { PayingAccountService } from './paying-account.service';
import { QuotaTermsController } from './quota-terms.controller';
import { QuotasController } from './quotas.controller';
import { QuotasService } from './quotas.service';
import { StatementsService } from './statements.service';

@Module({
  imports: [
    AuthModule,
    OrganizationsModule,
    TypeOrmModule.forFeature([
      MinuteAccountEntity,
      MinuteEntryEntity,
      MinuteReservationEntity,
      MinuteGrantEntity,
      MinuteAllowanceEntity,
      MinuteCodeEntity,
    ]),
  ],
  controllers: [QuotasController, QuotaTermsController, MinuteCodesController],
  providers: [
    MinutesService,
    QuotasService,
    StatementsService,
    BulkChangesService,
    AccountChangesService,
    PayingAccountService,
    MergedMinutesService,
    MergedAccountRepository,
    MinuteCodesService,
    MinuteCodeRepository,
    MinuteAccountRepository,
    MinuteEntryRepository,
    MinuteGrantRepository,
    MinuteLedgerRepository,
  ],
  exports: [MinutesService, PayingAccountService, MergedMinutesService],
})
export class MinutesModule {}
