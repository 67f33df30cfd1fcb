import { Injectable } from '@nestjs/common';
import type { Transaction } from '../../auth/accounts.service';
import { AppConfig } from '../../config/app-config';
import { Clock } from '../../platform/clock/clock';
import type { UsedQuantity } from '../../usage/call-usage';
import { type PricedUsage, UsageService } from '../../usage/usage.service';
import { billedMinutes, type Direction, smsModelOf, voiceModelOf } from './carrier-model';
import { CarrierChargeRepository, type NewCharge } from './carrier-charge.repository';

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
    const sourceId = `line-${lineId}-carrier_minute`;
    const ours = line.direction === 'inbound' ? this.config.twilio.phoneNumber : line.number;
    const common = { component: 'carrier', provider: PROVIDER, occurredAt: line.at } as const;
    const used: UsedQuantity[] = [
      {
        ...common,
        sourceId,
        model: voiceModelOf(line.direction, ours),
        unit: 'carrier_minute',
        quantity: billedMinutes(line.seconds),
        estimated,
        purpose: 'carrier',
      },
    ];
    if (streamMs !== null && streamMs > 0) {
      used.push({
        ...common,
        sourceId: `line-${lineId}-stream_minute`,
        model: STREAMS,
        unit: 'stream_minute',
        quantity: Math.ceil(streamMs / MINUTE_MS),
        estimated: true,
        purpose: 'streaming',
      });
    }
    const priced = await this.usage.priced(organizationId, callId, used);
    return { organizationId, priced, charge: { sourceId, resource: 'call', twilioSid: callSid } };
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
    return { organizationId, priced, charge: { sourceId, resource: 'message', twilioSid } };
  }

  /** Written again, it adds nothing. */
  async append(
    { organizationId, priced, charge }: CarrierUsage,
    transaction: Transaction,
  ): Promise<void> {
    await this.usage.append(organizationId, priced, transaction);
    await this.charges.insert(organizationId, charge, this.clock.now(), transaction);
  }
}
