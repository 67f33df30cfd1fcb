import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { MinuteAccountEntity } from './minute-account.entity';
import { MinuteAccountRepository } from './minute-account.repository';
import { MinuteEntryEntity } from './minute-entry.entity';
import { MinuteEntryRepository } from './minute-entry.repository';
import { MinuteLedgerRepository } from './minute-ledger.repository';
import { MinuteReservationEntity } from './minute-reservation.entity';
import { MinutesService } from './minutes.service';
import { QuotasController } from './quotas.controller';
import { QuotasService } from './quotas.service';

@Module({
  imports: [
    TypeOrmModule.forFeature([MinuteAccountEntity, MinuteEntryEntity, MinuteReservationEntity]),
  ],
  controllers: [QuotasController],
  providers: [
    MinutesService,
    QuotasService,
    MinuteAccountRepository,
    MinuteEntryRepository,
    MinuteLedgerRepository,
  ],
  exports: [MinutesService],
})
export class MinutesModule {}
