import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../../auth/actor';
import { Clock } from '../../platform/clock/clock';
import { decodeCursor, encodeCursor } from '../../platform/http/cursor';
import type { Page } from '../../platform/http/page.schemas';
import { availableOf, leftOf } from './balance';
import { MinuteAccountRepository } from './minute-account.repository';
import { type EntryRow, MinuteEntryRepository } from './minute-entry.repository';
import { accountNotFound } from './minutes.errors';
import { PayingAccountService } from './paying-account.service';
import { toAccount, toEntry } from './quota-views';
import type { ListEntries, MinuteEntry, MyQuota } from './quotas.schemas';

const EntryPosition = z.object({ position: z.string().regex(/^\d{1,18}$/) });
const UNLIMITED: MyQuota = {
  limited: false,
  paidBy: null,
  secondsLeft: null,
  limitKind: null,
  secondsUsable: null,
  nextAllowance: null,
  nextExpiry: null,
};

/** How a balance came about: of an account for administrators, of themselves for everybody. */
@Injectable()
export class StatementsService {
  constructor(
    private readonly accounts: MinuteAccountRepository,
    private readonly entries: MinuteEntryRepository,
    private readonly paying: PayingAccountService,
    private readonly clock: Clock,
  ) {}

  /** The latest entry first. */
  async ofAccount(actor: Actor, accountId: string, query: ListEntries): Promise<Page<MinuteEntry>> {
    const { organizationId } = actor;
    const account = await this.accounts.find(organizationId, accountId, this.clock.now());
    if (!account) throw accountNotFound();
    return toPage(query, (part) => this.entries.page(organizationId, accountId, part));
  }

  /** What the actor was given and what their own calls cost, whoever's account has paid. */
  async mine(actor: Actor, query: ListEntries): Promise<Page<MinuteEntry>> {
    const { organizationId, memberId } = actor;
    return toPage(query, (part) => this.entries.pageOfMember(organizationId, memberId, part));
  }

  async quotaOf({ organizationId, memberId }: Actor): Promise<MyQuota> {
    const paying = await this.paying.find(organizationId, { memberId });
    const row = paying && (await this.accounts.find(organizationId, paying.id, this.clock.now()));
    if (!row) return UNLIMITED;
    const { owner, limitKind, allowance, nextExpiry } = toAccount(row);
    return {
      limited: true,
      paidBy: owner === 'organization' || owner === 'team' ? owner : 'member',
      secondsLeft: toSeconds(leftOf(row)),
      limitKind,
      secondsUsable: toSeconds(availableOf(row)),
      nextAllowance: allowance && { at: allowance.nextAt, seconds: toSeconds(allowance.monthlyMs) },
      nextExpiry: nextExpiry && { at: nextExpiry.at, seconds: toSeconds(nextExpiry.amountMs) },
    };
  }
}

/** Never says more than there is. */
const toSeconds = (ms: number): number => Math.floor(ms / 1000);

const toPage = async (
  { cursor, limit }: ListEntries,
  read: (part: { limit: number; before?: string }) => Promise<EntryRow[]>,
): Promise<Page<MinuteEntry>> => {
  const before = cursor === undefined ? undefined : decodeCursor(cursor, EntryPosition).position;
  const rows = await read({ limit: limit + 1, ...(before === undefined ? {} : { before }) });
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows.slice(0, limit).map(toEntry),
    nextCursor: last ? encodeCursor({ position: last.position }) : null,
  };
};
