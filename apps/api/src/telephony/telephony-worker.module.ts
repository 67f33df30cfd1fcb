import { Module } from '@nestjs/common';
import { FetchChargesProcessor } from './charges/fetch-charges.processor';
import { ApplySmsStatusProcessor } from './sms/apply-sms-status.processor';
import { SendSmsProcessor } from './sms/send-sms.processor';
import { SweepTelephonyProcessor } from './sweep-telephony.processor';
import { TelephonyModule } from './telephony.module';

@Module({
  imports: [TelephonyModule],
  providers: [
    SendSmsProcessor,
    ApplySmsStatusProcessor,
    SweepTelephonyProcessor,
    FetchChargesProcessor,
  ],
})
export class TelephonyWorkerModule {}
