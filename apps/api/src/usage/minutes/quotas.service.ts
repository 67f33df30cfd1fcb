import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../../auth/actor';
import { decodeCursor, encodeCursor } from '../../platform/http/cursor';
import type { Page } from '../../platform/http/page.schemas';
import type { AccountHolder } from './account-holder';
import { leftOf } from './balance';
import { type AccountRow, MinuteAccountRepository } from './minute-account.repository';
import { type EntryRow, MinuteEntryRepository } from './minute-entry.repository';
import { MinuteLedgerRepository } from './minute-ledger.repository';
import { accountNotFound, ownerNotFound } from './minutes.errors';
import type {
  ChangeMinutes,
  ListEntries,
  ListQuotas,
  MinuteAccount,
  MinuteEntry,
  MyQuota,
} from './quotas.schemas';

const MINUTE_MS = 60_000;
const Positions = {
  owner: z.object({ sort: z.literal('owner'), value: z.string(), id: z.uuid() }),
  left: z.object({ sort: z.literal('left'), value: z.number().int(), id: z.uuid() }),
};
const EntryPosition = z.object({ position: z.string().regex(/^\d{1,18}$/) });

/** Minute accounts as people see and change them. */
@Injectable()
export class QuotasService {
  constructor(
    private readonly accounts: MinuteAccountRepository,
    private readonly entries: MinuteEntryRepository,
    private readonly ledger: MinuteLedgerRepository,
  ) {}

  async page(actor: Actor, query: ListQuotas): Promise<Page<MinuteAccount>> {
    const { cursor, limit, ...filter } = query;
    const found = await this.accounts.page(actor.organizationId, {
      ...filter,
      limit: limit + 1,
      after: cursor === undefined ? undefined : decodeCursor(cursor, Positions[query.sort]),
    });
    const last = found.length > limit ? found[limit - 1] : undefined;
    return {
      items: found.slice(0, limit).map(({ row }) => toAccount(row)),
      nextCursor: last
        ? encodeCursor({ sort: query.sort, value: last.sortedBy, id: last.row.id })
        : null,
    };
  }

  /** Also one whose limit was lifted. */
  async get(actor: Actor, accountId: string): Promise<MinuteAccount> {
    return toAccount(await this.mustFind(actor.organizationId, accountId));
  }

  async mine({ organizationId, memberId }: Actor): Promise<MyQuota> {
    const account = await this.accounts.findPaying(organizationId, { memberId });
    if (!account) return { limited: false, paidBy: null, secondsLeft: null };
    return {
      limited: true,
      paidBy: account.owner === 'organization' ? 'organization' : 'member',
      secondsLeft: Math.floor(leftOf(account) / 1000),
    };
  }

  /** The latest entry first. */
  async statement(actor: Actor, accountId: string, query: ListEntries): Promise<Page<MinuteEntry>> {
    const { organizationId } = actor;
    await this.mustFind(organizationId, accountId);
    const { cursor, limit } = query;
    const rows = await this.entries.page(organizationId, accountId, {
      limit: limit + 1,
      before: cursor === undefined ? undefined : decodeCursor(cursor, EntryPosition).position,
    });
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return {
      items: rows.slice(0, limit).map(toEntry),
      nextCursor: last ? encodeCursor({ position: last.position }) : null,
    };
  }

  /** Sets what is left or adds to it; an organization or a member without a limit gets one. */
  async change(actor: Actor, holder: AccountHolder, input: ChangeMinutes): Promise<MinuteAccount> {
    const { organizationId, memberId } = actor;
    await this.mustExist(organizationId, holder);
    const id = await this.ledger.grant(organizationId, holder, (account) => {
      const leftMs = leftOf(account);
      // What a lifted account held is no part of its new limit.
      const keptMs = account.liftedAt ? 0 : leftMs;
      const [wantedMs, said] =
        input.minutes === undefined
          ? [keptMs + toMs(input.grantMinutes ?? 0), 'granted']
          : [toMs(input.minutes), 'set'];
      const reason = input.reason ?? said;
      return { kind: 'grant', amountMs: wantedMs - leftMs, reason, memberId };
    });
    return toAccount(await this.mustFind(organizationId, id));
  }

  /** From then on nothing limits them, or a member's calls are paid by the organization's account. */
  async lift(actor: Actor, holder: AccountHolder): Promise<void> {
    const { organizationId, memberId } = actor;
    const lifted = await this.ledger.lift(organizationId, holder, (account) => ({
      kind: 'grant',
      amountMs: -leftOf(account),
      reason: 'lifted',
      memberId,
    }));
    if (!lifted) throw accountNotFound();
  }

  private async mustFind(organizationId: string, accountId: string): Promise<AccountRow> {
    const row = await this.accounts.find(organizationId, accountId);
    if (!row) throw accountNotFound();
    return row;
  }

  /** A caller's account comes into being with their first call, not here. */
  private async mustExist(organizationId: string, holder: AccountHolder): Promise<void> {
    if (holder.owner === 'member') {
      const { memberId } = holder;
      if (!(await this.accounts.memberExists(organizationId, memberId))) throw ownerNotFound();
    } else if (holder.owner === 'caller') {
      const { callerId } = holder;
      if (!(await this.accounts.findPaying(organizationId, { callerId }))) throw accountNotFound();
    }
  }
}

const toMs = (minutes: number): number => Math.round(minutes * MINUTE_MS);

const toAccount = (row: AccountRow): MinuteAccount => ({
  id: row.id,
  owner: row.owner,
  memberId: row.memberId,
  callerId: row.callerId,
  ownerName: row.ownerName,
  grantedMs: row.grantedMs,
  usedMs: row.settledMs,
  reservedMs: row.reservedMs,
  leftMs: leftOf(row),
  createdAt: row.createdAt.toISOString(),
  liftedAt: row.liftedAt?.toISOString() ?? null,
});

const toEntry = (row: EntryRow): MinuteEntry => ({
  id: row.position,
  kind: row.kind,
  amountMs: row.amountMs,
  leftMs: row.leftMs,
  reason: row.reason,
  callId: row.callId,
  by: row.memberId === null ? null : { id: row.memberId, name: row.memberName ?? '' },
  at: row.createdAt.toISOString(),
});
