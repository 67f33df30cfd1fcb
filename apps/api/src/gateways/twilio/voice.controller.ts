import {
  Body,
  Controller,
  Header,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Post,
  UseGuards,
} from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { ZodValidationPipe } from 'nestjs-zod';
import { Public } from '../../auth/public.decorator';
import { SmsService } from '../../telephony/sms/sms.service';
import { PhoneDesk } from './phone-desk';
import { TwilioSignatureGuard } from './twilio-signature.guard';
import * as wire from './twilio.schemas';

/** Twilio's webhooks. Their addresses are set in its console, or given with each call. */
@ApiExcludeController()
@Controller()
@Public()
@UseGuards(TwilioSignatureGuard)
export class VoiceController {
  constructor(
    private readonly desk: PhoneDesk,
    private readonly sms: SmsService,
  ) {}

  @Post('voice')
  @HttpCode(200)
  @Header('content-type', 'text/xml; charset=utf-8')
  ring(@Body(new ZodValidationPipe(wire.VoiceRequest)) call: wire.VoiceRequest) {
    return this.desk.ring({ callSid: call.CallSid, from: call.From });
  }

  /** Somebody has answered whom we rang. */
  @Post('voice/outbound/:lineId')
  @HttpCode(200)
  @Header('content-type', 'text/xml; charset=utf-8')
  answer(
    @Param('lineId', ParseUUIDPipe) lineId: string,
    @Body(new ZodValidationPipe(wire.VoiceRequest)) call: wire.VoiceRequest,
  ) {
    return this.desk.answer({ lineId, callSid: call.CallSid });
  }

  /** The stream is over and the telephone still there. */
  @Post('voice/after')
  @HttpCode(200)
  @Header('content-type', 'text/xml; charset=utf-8')
  after(@Body(new ZodValidationPipe(wire.StreamEnded)) { CallSid }: wire.StreamEnded) {
    return this.desk.after(CallSid);
  }

  @Post('voice/status')
  @HttpCode(204)
  status(@Body(new ZodValidationPipe(wire.CallStatusReport)) report: wire.CallStatusReport) {
    return this.desk.report({ callSid: report.CallSid }, report);
  }

  @Post('voice/outbound/:lineId/status')
  @HttpCode(204)
  outboundStatus(
    @Param('lineId', ParseUUIDPipe) id: string,
    @Body(new ZodValidationPipe(wire.CallStatusReport)) report: wire.CallStatusReport,
  ) {
    return this.desk.report({ id }, report);
  }

  @Post('voice/outbound/:lineId/answered-by')
  @HttpCode(204)
  answeredBy(
    @Param('lineId', ParseUUIDPipe) lineId: string,
    @Body(new ZodValidationPipe(wire.AnsweredByReport)) report: wire.AnsweredByReport,
  ) {
    return this.desk.answeredBy(lineId, report);
  }

  @Post('sms/status')
  @HttpCode(204)
  smsStatus(@Body(new ZodValidationPipe(wire.SmsStatusReport)) report: wire.SmsStatusReport) {
    return this.sms.onStatus(report.MessageSid, report.MessageStatus, report.ErrorCode);
  }
}
