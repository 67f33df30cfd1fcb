import { Injectable } from '@nestjs/common';
import type { Actor } from '../auth/actor';
import type { DeletionReceipt } from '../recordings/deletion/deletion-receipts.schemas';
import { DeletionReceiptsService } from '../recordings/deletion/deletion-receipts.service';
import { toCsv } from '../platform/csv/csv';

const PAGE = 100;
const HEADINGS = [
  'receipt',
  'call',
  'object',
  'bytes',
  'sha256',
  'reason',
  'deleted by',
  'requested at',
  'gone at',
];

/** All receipts of an organization, for whoever has to prove that recordings are gone. */
@Injectable()
export class DeletionReceiptFile {
  constructor(private readonly receipts: DeletionReceiptsService) {}

  async json(actor: Actor): Promise<{ items: DeletionReceipt[] }> {
    const items: DeletionReceipt[] = [];
    for await (const receipt of this.all(actor)) items.push(receipt);
    return { items };
  }

  async csv(actor: Actor): Promise<string> {
    const { items } = await this.json(actor);
    return toCsv(HEADINGS, items.map(toRow));
  }

  private async *all(actor: Actor): AsyncGenerator<DeletionReceipt> {
    let cursor: string | undefined;
    do {
      const query = { limit: PAGE, cursor, sort: '-deletedAt' } as const;
      const page = await this.receipts.page(actor, query);
      yield* page.items;
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
  }
}

const toRow = (receipt: DeletionReceipt) => [
  receipt.id,
  receipt.callId,
  receipt.objectKey,
  receipt.bytes,
  receipt.sha256,
  receipt.reason,
  receipt.member?.name ?? null,
  receipt.requestedAt,
  receipt.deletedAt,
];
