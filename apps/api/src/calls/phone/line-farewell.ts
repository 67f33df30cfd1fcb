import { Injectable, Logger } from '@nestjs/common';
import type { Transaction } from '../../auth/accounts.service';
import { AppConfig } from '../../config/app-config';
import { Clock } from '../../platform/clock/clock';
import { type SmsKey, SmsService } from '../../telephony/sms/sms.service';
import { MinutesService } from '../../usage/minutes/minutes.service';
import { SharedCallsService } from '../shares/shared-calls.service';
import type { LineOutcome } from './phone-line';
import { type EndedLine, PhoneLineRepository } from './phone-line.repository';
import { farewellText } from './farewell-text';

type Practice = { guest: boolean; personaName: string };

/** Ends a telephone connection, once, and with the same stroke the text message that follows it. */
@Injectable()
export class LineFarewell {
  private readonly logger = new Logger(LineFarewell.name);

  constructor(
    private readonly rows: PhoneLineRepository,
    private readonly sms: SmsService,
    private readonly minutes: MinutesService,
    private readonly shares: SharedCallsService,
    private readonly clock: Clock,
    private readonly config: AppConfig,
  ) {}

  async end(lineId: string, outcome: LineOutcome): Promise<void> {
    const message = await this.rows.transaction(async (transaction) => {
      const line = await this.rows.end(lineId, outcome, this.clock.now(), transaction);
      return line && this.messageOf(line, transaction);
    });
    if (message) await this.sms.dispatch(message);
  }

  private async messageOf(line: EndedLine, transaction: Transaction): Promise<SmsKey | undefined> {
    const { callId, callerId: phoneNumberId, organizationId } = line;
    if (callId === null || phoneNumberId === null || !this.sms.isAvailable) return undefined;
    const practice = await this.rows.practiceOf(callId, transaction);
    if (!practice) return undefined;
    const body = farewellText({
      personaName: practice.personaName,
      link: await this.linkTo(line, practice, transaction),
      secondsLeft: await this.minutesLeft(line, practice),
      guest: practice.guest,
      publicUrl: this.config.publicUrl,
    });
    const sms = { organizationId, phoneNumberId, purpose: 'call_summary', body } as const;
    try {
      return await this.sms.enqueue(sms, transaction);
    } catch (error) {
      this.logger.warn({ err: error, lineId: line.id }, 'No message could be written after a call');
      return undefined;
    }
  }

  /** A guest cannot sign in, so the link itself is the key. */
  private async linkTo(
    { callId, organizationId }: EndedLine,
    { guest }: Practice,
    transaction: Transaction,
  ): Promise<string> {
    const { publicUrl } = this.config;
    if (!guest || callId === null) return `${publicUrl}/calls/${callId}`;
    return `${publicUrl}/shared/${await this.shares.share({ organizationId, callId }, transaction)}`;
  }

  private async minutesLeft(line: EndedLine, { guest }: Practice): Promise<number | null> {
    const { callerId, memberId, organizationId } = line;
    const payer = guest && callerId !== null ? { callerId } : { memberId };
    return this.minutes.secondsLeft(organizationId, payer);
  }
}
