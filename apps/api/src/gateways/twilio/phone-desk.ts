import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/app-config';
import { type Admission, PhoneLinesService } from '../../calls/phone/phone-lines.service';
import { connectTwiml, goodbyeTwiml } from '../../telephony/twilio/twiml';
import { socketOrigin } from '../../telephony/twilio/twilio-signature';
import { OpenLines } from './open-lines';
import type { AnsweredByReport, CallStatusReport } from './twilio.schemas';
import { isMachine } from './verdict';

export const MEDIA_STREAM_PATH = '/media-stream';

/** Answers the telephone company in its own words. */
@Injectable()
export class PhoneDesk {
  constructor(
    private readonly config: AppConfig,
    private readonly lines: PhoneLinesService,
    private readonly open: OpenLines,
  ) {}

  async ring(call: { callSid: string; from: string }): Promise<string> {
    return this.twimlOf(await this.lines.ring(call));
  }

  async answer(call: { lineId: string; callSid: string }): Promise<string> {
    return this.twimlOf(await this.lines.answer(call));
  }

  async after(callSid: string): Promise<string> {
    return goodbyeTwiml(await this.lines.afterwards(callSid));
  }

  /** The carrier's last word also ends a stream that has not noticed. */
  async report(by: { callSid: string } | { id: string }, report: CallStatusReport): Promise<void> {
    const { CallStatus, CallDuration = null } = report;
    const line = await this.lines.report(by, CallStatus, CallDuration);
    if (line?.isOver) this.open.find(line.lineId)?.carrierHungUp();
  }

  /** Where the sound is not, or not yet, in this process, a machine is hung up on from outside. */
  async answeredBy(lineId: string, { AnsweredBy, CallSid }: AnsweredByReport): Promise<void> {
    const isHere = this.open.answeredBy(lineId, AnsweredBy);
    if (!isHere && isMachine(AnsweredBy)) await this.lines.hangUpOnMachine(lineId, CallSid);
  }

  private twimlOf(admission: Admission): string {
    if ('refusal' in admission) return goodbyeTwiml(admission.refusal);
    const { publicUrl } = this.config;
    return connectTwiml({
      streamUrl: `${socketOrigin(publicUrl)}${MEDIA_STREAM_PATH}`,
      token: admission.token,
      afterUrl: `${publicUrl}/voice/after`,
    });
  }
}
