import { Module } from '@nestjs/common';
import { ApplySmsStatusProcessor } from './sms/apply-sms-status.processor';
import { SendSmsProcessor } from './sms/send-sms.processor';
import { SweepTelephonyProcessor } from './sweep-telephony.processor';
import { TelephonyModule } from './telephony.module';

@Module({
  imports: [TelephonyModule],
  providers: [SendSmsProcessor, ApplySmsStatusProcessor, SweepTelephonyProcessor],
})
export class TelephonyWorkerModule {}
