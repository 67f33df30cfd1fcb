import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module';
import { CallsModule } from '../calls/calls.module';
import { TelephonyModule } from '../telephony/telephony.module';
import { BrowserGateway } from './browser/browser.gateway';
import { MediaStreamGateway } from './twilio/media-stream.gateway';
import { OpenLines } from './twilio/open-lines';
import { PhoneDesk } from './twilio/phone-desk';
import { VoiceController } from './twilio/voice.controller';

@Module({
  imports: [AuthModule, CallsModule, TelephonyModule],
  controllers: [VoiceController],
  providers: [BrowserGateway, PhoneDesk, OpenLines, MediaStreamGateway],
})
export class GatewaysModule {}
