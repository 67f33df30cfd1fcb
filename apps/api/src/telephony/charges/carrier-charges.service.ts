import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock';
import { type PricedUsage, UsageService } from '../../usage/usage.service';
import type { Charge } from '../twilio/charge';
import { TwilioClient } from '../twilio/twilio-client';
import { CarrierUsageService } from './carrier-usage.service';
import { CarrierChargeRepository, type DueCharge } from './carrier-charge.repository';

const MINUTE_MS = 60_000;
/** Twilio knows most prices within minutes and some after a day. */
const PAUSES_MINUTES = [1, 5, 15, 60, 240, 720, 1440];
const GIVE_UP_AFTER_MS = 2 * 86_400_000;
/** Asked one after the other, a few a second. */
const AT_ONCE = 200;

/** Asks the telephone company what it really charged, until it says so. */
@Injectable()
export class CarrierChargesService {
  private readonly logger = new Logger(CarrierChargesService.name);

  constructor(
    private readonly charges: CarrierChargeRepository,
    private readonly usage: UsageService,
    private readonly carrier: CarrierUsageService,
    private readonly twilio: TwilioClient,
    private readonly clock: Clock,
  ) {}

  async fetchDue(signal?: AbortSignal): Promise<void> {
    if (!this.twilio.isConfigured) return;
    for (const due of await this.charges.listDue(this.clock.now(), AT_ONCE)) {
      if (signal?.aborted) return;
      try {
        await this.fetch(due);
      } catch (error) {
        // Of its own errors only the numbers are known, so they may be logged.
        this.logger.warn({ err: error, sourceId: due.sourceId }, 'A charge could not be asked for');
        await this.later(due);
      }
    }
  }

  private async fetch(due: DueCharge): Promise<void> {
    const found = await this.ask(due);
    if (found === undefined) return this.giveUp(due, 'unknown to the carrier');
    const { charge } = found;
    if (charge === null) return this.later(due);
    const isFree = 'microUsd' in charge && charge.microUsd === 0;
    const priced = isFree ? [] : await this.lineOf(due);
    await this.charges.transaction(async (transaction) => {
      const { organizationId, sourceId } = due;
      if ('microUsd' in charge) {
        if (!(await this.charges.close(due, 'charged', transaction))) return;
        await this.usage.append(organizationId, priced, transaction);
        await this.usage.charge(organizationId, sourceId, charge.microUsd, transaction);
      } else if (await this.charges.close(due, 'currency', transaction)) {
        await this.usage.append(organizationId, priced, transaction);
        const note = `charged in ${charge.currency}`;
        await this.usage.noteCharge(organizationId, sourceId, note, transaction);
      }
    });
  }

  /** What is not in the ledger before it is known to have cost something. */
  private async lineOf({
    organizationId,
    sourceId,
    unanswered,
  }: DueCharge): Promise<PricedUsage[]> {
    return unanswered ? this.carrier.ofChargedRing(organizationId, sourceId, unanswered) : [];
  }

  private async ask({ resource, twilioSid }: DueCharge): Promise<Charge | undefined> {
    return resource === 'call'
      ? this.twilio.findCall(twilioSid)
      : this.twilio.findMessage(twilioSid);
  }

  private async later(due: DueCharge): Promise<void> {
    const now = this.clock.now().getTime();
    if (now - due.createdAt.getTime() >= GIVE_UP_AFTER_MS) {
      return this.giveUp(due, 'the carrier named no charge');
    }
    const minutes = PAUSES_MINUTES[Math.min(due.tries, PAUSES_MINUTES.length - 1)] ?? 0;
    await this.charges.postpone(due, new Date(now + minutes * MINUTE_MS));
  }

  /** What the price book says stays. */
  private async giveUp(due: DueCharge, note: string): Promise<void> {
    await this.charges.transaction(async (transaction) => {
      if (!(await this.charges.close(due, 'unknown', transaction))) return;
      await this.usage.noteCharge(due.organizationId, due.sourceId, note, transaction);
    });
  }
}
