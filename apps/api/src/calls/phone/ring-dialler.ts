import { Injectable, Logger } from '@nestjs/common';
import { AppConfig } from '../../config/app-config';
import { TwilioClient } from '../../telephony/twilio/twilio-client';
import { TwilioError } from '../../telephony/twilio/twilio-error';
import { LineFarewell } from './line-farewell';
import { PhoneLineRepository } from './phone-line.repository';

/** Makes a telephone ring; what follows comes back over the line's own addresses. */
@Injectable()
export class RingDialler {
  private readonly logger = new Logger(RingDialler.name);

  constructor(
    private readonly twilio: TwilioClient,
    private readonly rows: PhoneLineRepository,
    private readonly farewell: LineFarewell,
    private readonly config: AppConfig,
  ) {}

  get isConfigured(): boolean {
    return this.twilio.isConfigured;
  }

  /** False, and the line is over, where the telephone company did not take the call. */
  async dial({ lineId, number }: { lineId: string; number: string }): Promise<boolean> {
    const url = `${this.config.publicUrl}/voice/outbound/${lineId}`;
    try {
      const { callSid } = await this.twilio.startCall({
        to: number,
        twimlUrl: url,
        statusCallback: `${url}/status`,
        machineDetection: { statusCallback: `${url}/answered-by` },
      });
      await this.rows.setCallSid(lineId, callSid);
      return true;
    } catch (error) {
      if (!(error instanceof TwilioError)) throw error;
      this.logger.warn({ err: error, lineId }, 'A telephone could not be rung');
      // Otherwise it may ring all the same: then it tells by itself, or the sweep ends the line.
      if (!error.wasNotAccepted) return true;
      await this.farewell.end(lineId, 'failed');
      return false;
    }
  }
}
