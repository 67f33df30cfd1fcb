import { Injectable } from '@nestjs/common';
import type { Transaction } from '../../auth/accounts.service';
import { AppConfig } from '../../config/app-config';
import { Clock } from '../../platform/clock/clock';
import type { UsedQuantity } from '../../usage/call-usage';
import { type PricedUsage, UsageService } from '../../usage/usage.service';
import { billedMinutes, type Direction, smsModelOf, voiceModelOf } from './carrier-model';
import {
  CarrierChargeRepository,
  type NewCharge,
  type Unanswered,
} from './carrier-charge.repository';

export type AnsweredLine = {
  organizationId: string;
  lineId: string;
  callId: string | null;
  callSid: string;
  direction: Direction;
  /** Of the other end; only its country counts. */
  number: string | null;
  /** From being answered to its end, as the carrier counts; estimated where it does not say. */
  seconds: number;
  estimated: boolean;
  /** Of the sound that was carried to us; null where none was. */
  streamMs: number | null;
  at: Date;
};
export type UnansweredLine = Pick<
  AnsweredLine,
  'organizationId' | 'lineId' | 'callSid' | 'direction' | 'number' | 'at'
>;
export type SentMessage = {
  organizationId: string;
  smsId: string;
  twilioSid: string;
  to: string;
  segments: number;
  /** By Twilio; otherwise by us. */
  counted: boolean;
  at: Date;
};
/** To be written in one stroke with whatever says that it is accounted. */
export type CarrierUsage = {
  organizationId: string;
  priced: PricedUsage[];
  charge: NewCharge;
};

const PROVIDER = 'twilio';
const MINUTES = {
  component: 'carrier',
  provider: PROVIDER,
  unit: 'carrier_minute',
  purpose: 'carrier',
} as const;
const STREAMS = 'media-streams';
const MINUTE_MS = 60_000;

/** What the telephone company is owed: by the price book first, and by its own word later. */
@Injectable()
export class CarrierUsageService {
  constructor(
    private readonly usage: UsageService,
    private readonly charges: CarrierChargeRepository,
    private readonly clock: Clock,
    private readonly config: AppConfig,
  ) {}

  /** Of one connection, however many calls it carried; only of one that was answered. */
  async ofLine(line: AnsweredLine): Promise<CarrierUsage> {
    const { callId, callSid, estimated, lineId, organizationId, streamMs } = line;
    const sourceId = minuteOf(lineId);
    const model = this.modelOf(line);
    const used: UsedQuantity[] = [
      {
        ...MINUTES,
        sourceId,
        model,
        quantity: billedMinutes(line.seconds),
        estimated,
        occurredAt: line.at,
      },
    ];
    if (streamMs !== null && streamMs > 0) {
      used.push({
        component: 'carrier',
        provider: PROVIDER,
        occurredAt: line.at,
        sourceId: `line-${lineId}-stream_minute`,
        model: STREAMS,
        unit: 'stream_minute',
        quantity: Math.ceil(streamMs / MINUTE_MS),
        estimated: true,
        purpose: 'streaming',
      });
    }
    const priced = await this.usage.priced(organizationId, callId, used);
    const charge = { sourceId, resource: 'call', twilioSid: callSid, unanswered: null } as const;
    return { organizationId, priced, charge };
  }

  /** Of one that was rung in vain, which mostly costs nothing: so nothing, until the carrier says more. */
  ofUnansweredLine(line: UnansweredLine): CarrierUsage {
    const { at, callSid: twilioSid, lineId, organizationId } = line;
    const unanswered = { model: this.modelOf(line), at };
    const charge = { sourceId: minuteOf(lineId), resource: 'call', twilioSid, unanswered } as const;
    return { organizationId, priced: [], charge };
  }

  /** What the ledger says of it once something was charged. */
  async ofChargedRing(
    organizationId: string,
    sourceId: string,
    { at, model }: Unanswered,
  ): Promise<PricedUsage[]> {
    const minute = { ...MINUTES, sourceId, model, quantity: 1, estimated: true, occurredAt: at };
    return this.usage.priced(organizationId, null, [minute]);
  }

  async ofMessage(message: SentMessage): Promise<CarrierUsage> {
    const { organizationId, smsId, twilioSid } = message;
    const sourceId = `sms-${smsId}-sms_segment`;
    const priced = await this.usage.priced(organizationId, null, [
      {
        sourceId,
        component: 'messages',
        provider: PROVIDER,
        model: smsModelOf(message.to),
        unit: 'sms_segment',
        quantity: message.segments,
        estimated: !message.counted,
        purpose: 'message',
        occurredAt: message.at,
      },
    ]);
    const charge = { sourceId, resource: 'message', twilioSid, unanswered: null } as const;
    return { organizationId, priced, charge };
  }

  /** Written again, it adds nothing. */
  async append(
    { organizationId, priced, charge }: CarrierUsage,
    transaction: Transaction,
  ): Promise<void> {
    await this.usage.append(organizationId, priced, transaction);
    await this.charges.insert(organizationId, charge, this.clock.now(), transaction);
  }

  private modelOf({ direction, number }: Pick<AnsweredLine, 'direction' | 'number'>): string {
    return voiceModelOf(
      direction,
      direction === 'inbound' ? this.config.twilio.phoneNumber : number,
    );
  }
}

const minuteOf = (lineId: string): string => `line-${lineId}-carrier_minute`;
