import { Injectable, Logger } from '@nestjs/common';
import type { Transaction } from '../../auth/accounts.service';
import { AppConfig } from '../../config/app-config';
import { Clock } from '../../platform/clock/clock';
import { type SmsKey, SmsService } from '../../telephony/sms/sms.service';
import type { SmsPurpose } from '../../telephony/sms/sms-state';
import { MinutesService } from '../../usage/minutes/minutes.service';
import { CallsService } from '../calls.service';
import { SharedCallsService } from '../shares/shared-calls.service';
import type { LineOutcome } from './phone-line';
import type { PhoneLineEntity } from './phone-line.entity';
import { type EndedLine, PhoneLineRepository } from './phone-line.repository';
import { farewellText } from './farewell-text';
import { missedText } from './missed-text';

type ReachableLine = EndedLine & { callerId: string };
/** Undefined where nobody practised. */
type Practised = { practice: (Practice & { secondsLeft: number | null }) | undefined };
type Practice = { guest: boolean; personaName: string };

/** Ends a telephone connection, once, and with the same stroke the text message that follows it. */
@Injectable()
export class LineFarewell {
  private readonly logger = new Logger(LineFarewell.name);

  constructor(
    private readonly rows: PhoneLineRepository,
    private readonly sms: SmsService,
    private readonly minutes: MinutesService,
    private readonly calls: CallsService,
    private readonly shares: SharedCallsService,
    private readonly clock: Clock,
    private readonly config: AppConfig,
  ) {}

  async end(lineId: string, outcome: LineOutcome): Promise<void> {
    // Before the transaction: many that each hold a connection and ask for another would all wait.
    const practice = await this.practiceOn(lineId);
    const done = await this.rows.transaction(async (transaction) => {
      const ended = await this.rows.end(lineId, outcome, this.clock.now(), transaction);
      if (!ended) return undefined;
      const discarded = outcome === 'machine' && (await this.discardCall(ended, transaction));
      const message = await this.messageOf({ ...ended, practice }, outcome, transaction);
      return { ...ended, discarded, message };
    });
    if (done?.discarded && done.callId) {
      await this.calls.removeSound(done.organizationId, done.callId);
    }
    if (done?.message) await this.sms.dispatch(done.message);
  }

  /** Of a machine that was taken for a person nothing is kept. */
  private async discardCall(line: EndedLine, transaction: Transaction): Promise<boolean> {
    if (line.callId === null) return false;
    return this.calls.discard(line.organizationId, line.callId, transaction);
  }

  private async messageOf(
    { callerId, ...ended }: EndedLine & Practised,
    outcome: LineOutcome,
    transaction: Transaction,
  ): Promise<SmsKey | undefined> {
    if (callerId === null || !this.sms.isAvailable) return undefined;
    const line = { ...ended, callerId };
    if (outcome === 'no_answer' || outcome === 'machine') {
      return line.scheduled ? this.missed(line, transaction) : undefined;
    }
    return this.summary(line, transaction);
  }

  /** Who was rung at once knows it, and looks at the page that rang. */
  private async missed(line: ReachableLine, transaction: Transaction) {
    const { personaId } = line;
    const personaName = personaId ? await this.rows.personaName(personaId, transaction) : undefined;
    const { phoneNumber } = this.config.twilio;
    return this.write(line, 'call_missed', missedText({ personaName, phoneNumber }), transaction);
  }

  private async practiceOn(lineId: string): Promise<Practised['practice']> {
    const line = await this.rows.findConnection({ id: lineId });
    if (!line?.callId || line.state === 'ended') return undefined;
    const practice = await this.rows.practiceOf(line.callId);
    return practice && { ...practice, secondsLeft: await this.minutesLeft(line, practice) };
  }

  private async summary(line: ReachableLine & Practised, transaction: Transaction) {
    const { practice } = line;
    if (!practice) return undefined;
    const body = farewellText({
      personaName: practice.personaName,
      link: await this.linkTo(line, practice, transaction),
      secondsLeft: practice.secondsLeft,
      guest: practice.guest,
      publicUrl: this.config.publicUrl,
    });
    return this.write(line, 'call_summary', body, transaction);
  }

  private async write(
    line: ReachableLine,
    purpose: SmsPurpose,
    body: string,
    transaction: Transaction,
  ): Promise<SmsKey | undefined> {
    const { callerId: phoneNumberId, organizationId } = line;
    try {
      return await this.sms.enqueue({ organizationId, phoneNumberId, purpose, body }, transaction);
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

  private async minutesLeft(
    { callerId, memberId, organizationId }: PhoneLineEntity,
    { guest }: Practice,
  ): Promise<number | null> {
    const payer = guest && callerId !== null ? { callerId } : { memberId };
    return this.minutes.secondsLeft(organizationId, payer);
  }
}
