import { Module } from '@nestjs/common';
import { TelephonyModule } from '../telephony/telephony.module';
import { CallsModule } from './calls.module';
import { MergeCallerProcessor } from './merge-caller.processor';
import { MovedCallsRepository } from './moved-calls.repository';
import { RingTraineeProcessor } from './phone/ring-trainee.processor';
import { SweepLinesProcessor } from './phone/sweep-lines.processor';

@Module({
  imports: [CallsModule, TelephonyModule],
  providers: [
    MergeCallerProcessor,
    RingTraineeProcessor,
    SweepLinesProcessor,
    MovedCallsRepository,
  ],
})
export class CallsWorkerModule {}
