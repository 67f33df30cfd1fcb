import { Injectable } from '@nestjs/common';
import type { VoiceEvent } from '@sparline/voice';
import type { Transaction } from '../auth/accounts.service';
import { type UsedQuantity, usageOfCall } from './call-usage';
import { findPrice } from './price-book';
import { priceUsage } from './price-usage';
import { PriceRepository } from './price.repository';
import { UsageRecordRepository } from './usage-record.repository';
import type { CallCost } from './usage.schemas';

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
    transaction?: Transaction,
  ): Promise<void> {
    if (used.length === 0) return;
    const providers = [...new Set(used.map((line) => line.provider))];
    const book = await this.prices.listOf(organizationId, providers);
    const priced = used.map((line) => {
      const price = findPrice(book, { ...line, at: line.occurredAt });
      return {
        ...line,
        speculation: line.speculation ?? null,
        callId,
        priceId: price?.id ?? null,
        costMicroUsd: priceUsage(line.quantity, price),
      };
    });
    await this.records.append(organizationId, priced, transaction);
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
