import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuthModule } from '../auth/auth.module';
import { OrganizationsModule } from '../organizations/organizations.module';
import { CallLimits } from './call-limits';
import { CallerMergeRepository } from './numbers/caller-merge.repository';
import { CallerMergesService } from './numbers/caller-merges.service';
import { CallerRepository } from './numbers/caller.repository';
import { CallersService } from './numbers/callers.service';
import { PhoneNumberEntity } from './numbers/phone-number.entity';
import { SmsMessageEntity } from './sms/sms-message.entity';
import { SmsRepository } from './sms/sms.repository';
import { SmsService } from './sms/sms.service';
import { TwilioClient } from './twilio/twilio-client';

@Module({
  imports: [
    TypeOrmModule.forFeature([PhoneNumberEntity, SmsMessageEntity]),
    AuthModule,
    OrganizationsModule,
  ],
  providers: [
    TwilioClient,
    CallersService,
    CallerMergesService,
    CallLimits,
    SmsService,
    CallerRepository,
    CallerMergeRepository,
    SmsRepository,
  ],
  exports: [TwilioClient, CallersService, CallerMergesService, CallLimits, SmsService],
})
export class TelephonyModule {}
