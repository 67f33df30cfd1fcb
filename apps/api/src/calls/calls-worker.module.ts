import { Module } from '@nestjs/common';
import { TelephonyModule } from '../telephony/telephony.module';
import { MergeCallerProcessor } from './merge-caller.processor';
import { MovedCallsRepository } from './moved-calls.repository';

@Module({
  imports: [TelephonyModule],
  providers: [MergeCallerProcessor, MovedCallsRepository],
})
export class CallsWorkerModule {}
