import { Module } from '@nestjs/common';
import { TelephonyModule } from '../telephony/telephony.module';
import { UsageModule } from '../usage/usage.module';
import { CallsModule } from './calls.module';
import { MergeCallerProcessor } from './merge-caller.processor';
import { MovedCallsRepository } from './moved-calls.repository';
import { AccountLineProcessor } from './phone/account-line.processor';
import { RingTraineeProcessor } from './phone/ring-trainee.processor';
import { SweepLinesProcessor } from './phone/sweep-lines.processor';

@Module({
  imports: [CallsModule, TelephonyModule, UsageModule],
  providers: [
    MergeCallerProcessor,
    AccountLineProcessor,
    RingTraineeProcessor,
    SweepLinesProcessor,
    MovedCallsRepository,
  ],
})
export class CallsWorkerModule {}
