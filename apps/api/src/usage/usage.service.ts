import { Injectable } from '@nestjs/common';
import type { VoiceEvent } from '@sparline/voice';
import type { Transaction } from '../auth/accounts.service';
import { type UsedQuantity, usageOfCall } from './call-usage';
import { findPrice } from './price-book';
import { priceUsage } from './price-usage';
import { PriceRepository } from './price.repository';
import { type NewUsageRecord, UsageRecordRepository } from './usage-record.repository';
import type { CallCost } from './usage.schemas';

export type PricedUsage = NewUsageRecord;

@Injectable()
export class UsageService {
  constructor(
    private readonly records: UsageRecordRepository,
    private readonly prices: PriceRepository,
  ) {}

  /** Accounts what a call's log says was used; however often it runs, each quantity counts once. */
  async recordCallUsage(
    organizationId: string,
    call: { callId: string; startedAt: Date },
    events: readonly VoiceEvent[],
  ): Promise<void> {
    await this.record(organizationId, call.callId, usageOfCall(call, events));
    await this.records.markAccounted(organizationId, call.callId);
  }

  /** Appends to the ledger at the price of the time; a source id that is there already adds nothing. */
  async record(
    organizationId: string,
    callId: string | null,
    used: readonly UsedQuantity[],
  ): Promise<void> {
    if (used.length === 0) return;
    await this.append(organizationId, await this.priced(organizationId, callId, used));
  }

  /** For those who write something else as well: before their transaction, which has one connection. */
  async priced(
    organizationId: string,
    callId: string | null,
    used: readonly UsedQuantity[],
  ): Promise<PricedUsage[]> {
    const providers = [...new Set(used.map((line) => line.provider))];
    const book = await this.prices.listOf(organizationId, providers);
    return used.map((line) => {
      const price = findPrice(book, { ...line, at: line.occurredAt });
      return {
        ...line,
        speculation: line.speculation ?? null,
        callId,
        priceId: price?.id ?? null,
        costMicroUsd: priceUsage(line.quantity, price),
      };
    });
  }

  async append(
    organizationId: string,
    priced: readonly PricedUsage[],
    transaction?: Transaction,
  ): Promise<void> {
    await this.records.append(organizationId, priced, transaction);
  }

  /** What the vendor says it charged stands in for the price by the book, once. */
  async charge(
    organizationId: string,
    sourceId: string,
    chargedMicroUsd: number,
    transaction: Transaction,
  ): Promise<void> {
    await this.records.charge({ organizationId, sourceId }, chargedMicroUsd, transaction);
  }

  /** Why the price by the book stays. */
  async noteCharge(
    organizationId: string,
    sourceId: string,
    note: string,
    transaction: Transaction,
  ): Promise<void> {
    await this.records.noteCharge({ organizationId, sourceId }, note, transaction);
  }

  /** Undefined until the call's log has been accounted. */
  async costOfCall(organizationId: string, callId: string): Promise<CallCost | undefined> {
    if (!(await this.records.isAccounted(organizationId, callId))) return undefined;
    const lines = await this.records.linesOfCall(organizationId, callId);
    return {
      totalMicroUsd: lines.reduce((sum, line) => sum + (line.costMicroUsd ?? 0), 0),
      incomplete: lines.some((line) => line.costMicroUsd === null),
      lines,
    };
  }

  async isAccounted(organizationId: string, callId: string): Promise<boolean> {
    return this.records.isAccounted(organizationId, callId);
  }
}
