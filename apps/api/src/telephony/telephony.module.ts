import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuthModule } from '../auth/auth.module';
import { OrganizationsModule } from '../organizations/organizations.module';
import { UsageModule } from '../usage/usage.module';
import { CarrierChargeRepository } from './charges/carrier-charge.repository';
import { CarrierChargesService } from './charges/carrier-charges.service';
import { CarrierUsageService } from './charges/carrier-usage.service';
import { CallLimits } from './call-limits';
import { CallerAdministrationService } from './numbers/caller-administration.service';
import { CallerMergeRepository } from './numbers/caller-merge.repository';
import { CallerMergesService } from './numbers/caller-merges.service';
import { CallerRepository } from './numbers/caller.repository';
import { CallersController } from './numbers/callers.controller';
import { CallersService } from './numbers/callers.service';
import { NumberVerificationService } from './numbers/number-verification.service';
import { PhoneNumberEntity } from './numbers/phone-number.entity';
import { PhoneNumberRepository } from './numbers/phone-number.repository';
import { PhoneNumbersController } from './numbers/phone-numbers.controller';
import { PhoneNumbersService } from './numbers/phone-numbers.service';
import { SmsMessageEntity } from './sms/sms-message.entity';
import { SmsRepository } from './sms/sms.repository';
import { SmsService } from './sms/sms.service';
import { TwilioClient } from './twilio/twilio-client';
import { TwilioSignature } from './twilio/twilio-signature';

@Module({
  imports: [
    TypeOrmModule.forFeature([PhoneNumberEntity, SmsMessageEntity]),
    AuthModule,
    OrganizationsModule,
    UsageModule,
  ],
  controllers: [PhoneNumbersController, CallersController],
  providers: [
    TwilioClient,
    TwilioSignature,
    CallersService,
    CallerMergesService,
    CallerAdministrationService,
    PhoneNumbersService,
    NumberVerificationService,
    CallLimits,
    SmsService,
    CarrierUsageService,
    CarrierChargesService,
    CarrierChargeRepository,
    CallerRepository,
    CallerMergeRepository,
    PhoneNumberRepository,
    SmsRepository,
  ],
  exports: [
    TwilioClient,
    TwilioSignature,
    CallersService,
    CallerMergesService,
    PhoneNumbersService,
    CallLimits,
    SmsService,
    CarrierUsageService,
    CarrierChargesService,
  ],
})
export class TelephonyModule {}
