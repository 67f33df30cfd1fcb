import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../../auth/actor';
import { changesBetween } from '../../organizations/audit-changes';
import { AuditService } from '../../organizations/audit.service';
import { Clock } from '../../platform/clock/clock';
import { decodeCursor, encodeCursor } from '../../platform/http/cursor';
import type { Page } from '../../platform/http/page.schemas';
import { accountActionOf, accountChanges, accountState } from './account-audit';
import { type AccountChange, applyChange, limitsAnew } from './account-changes';
import { AccountChangesService } from './account-changes.service';
import type { AccountHolder } from './account-holder';
import { type AccountRow, MinuteAccountRepository } from './minute-account.repository';
import { MinuteGrantRepository } from './minute-grant.repository';
import { MinuteLedgerRepository } from './minute-ledger.repository';
import { inOrderOfSpending } from './minute-lot';
import {
  accountNotFound,
  alreadyRefunded,
  callNotCharged,
  chargeNotFound,
  ownerNotFound,
  teamNotFound,
} from './minutes.errors';
import { PayingAccountService } from './paying-account.service';
import type {
  ChangeMinutes,
  ListQuotas,
  MinuteAccount,
  MinuteLot,
  RefundCall,
  SetAllowance,
  SetLimit,
} from './quotas.schemas';
import { toAccount } from './quota-views';

const Positions = {
  owner: z.object({ sort: z.literal('owner'), value: z.string(), id: z.uuid() }),
  left: z.object({ sort: z.literal('left'), value: z.number().int(), id: z.uuid() }),
};

/** Minute accounts as administrators see and change them. */
@Injectable()
export class QuotasService {
  constructor(
    private readonly accounts: MinuteAccountRepository,
    private readonly lots: MinuteGrantRepository,
    private readonly ledger: MinuteLedgerRepository,
    private readonly changes: AccountChangesService,
    private readonly paying: PayingAccountService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  async page({ organizationId }: Actor, query: ListQuotas): Promise<Page<MinuteAccount>> {
    const { cursor, limit, ...filter } = query;
    await this.paying.renewDue(organizationId);
    const found = await this.accounts.page(organizationId, {
      ...filter,
      limit: limit + 1,
      after: cursor === undefined ? undefined : decodeCursor(cursor, Positions[query.sort]),
      now: this.clock.now(),
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
  async get({ organizationId }: Actor, accountId: string): Promise<MinuteAccount> {
    await this.mustFind(organizationId, accountId);
    await this.ledger.renew(organizationId, accountId);
    return toAccount(await this.mustFind(organizationId, accountId));
  }

  /** What is left, by its ends: the first is spent first. */
  async lotsOf(actor: Actor, accountId: string): Promise<{ items: MinuteLot[] }> {
    const { organizationId } = actor;
    await this.mustFind(organizationId, accountId);
    const lots = inOrderOfSpending(await this.lots.listLeft(organizationId, accountId));
    return {
      items: lots.map(({ id, source, amountMs, leftMs, expiresAt, createdAt }) => ({
        id,
        source,
        amountMs,
        leftMs,
        expiresAt: expiresAt?.toISOString() ?? null,
        createdAt: createdAt.toISOString(),
      })),
    };
  }

  /** Sets what is left or adds to it; whoever was not limited is from now on. */
  async change(actor: Actor, holder: AccountHolder, input: ChangeMinutes): Promise<MinuteAccount> {
    return this.apply(actor, holder, await this.changes.ofMinutes(actor, input));
  }

  async setAllowance(
    actor: Actor,
    holder: AccountHolder,
    input: SetAllowance,
  ): Promise<MinuteAccount> {
    return this.apply(actor, holder, this.changes.ofAllowance(actor, input));
  }

  /** What was given stays. */
  async removeAllowance(actor: Actor, holder: AccountHolder): Promise<void> {
    await this.apply(actor, holder, this.changes.ofAllowance(actor, null));
  }

  /** Throws `minutes.limit_below_use`. */
  async setLimit(actor: Actor, holder: AccountHolder, input: SetLimit): Promise<MinuteAccount> {
    return this.apply(actor, holder, this.changes.ofLimit(actor, input));
  }

  /** From then on the next account pays: the team's or the organization's; where there is none, nothing limits them. */
  async lift(actor: Actor, holder: AccountHolder): Promise<void> {
    await this.apply(actor, holder, this.changes.ofLifting(actor));
  }

  /** Throws `minutes.charge_not_found`, `minutes.call_not_charged`, `minutes.already_refunded`. */
  async refund(actor: Actor, { callId, reason }: RefundCall): Promise<MinuteAccount> {
    const { organizationId, memberId } = actor;
    const said = { reason, memberId };
    const outcome = await this.ledger.refund(organizationId, callId, said, (transaction) =>
      this.audit.record(actor, 'quota.call_refunded', `call:${callId}`, {
        transaction,
        changes: changesBetween({}, { reason }),
      }),
    );
    if (outcome === 'unknown') throw chargeNotFound();
    if (outcome === 'not_charged') throw callNotCharged();
    if (outcome === 'refunded_before') throw alreadyRefunded();
    return toAccount(await this.mustFind(organizationId, outcome.accountId));
  }

  private async apply(
    actor: Actor,
    holder: AccountHolder,
    change: AccountChange,
  ): Promise<MinuteAccount> {
    const { organizationId } = actor;
    const name = await this.nameOf(organizationId, holder);
    const [done] = await this.ledger.change(
      organizationId,
      [holder],
      (locked) => {
        const before = accountState(locked);
        applyChange(locked, change);
        const after = accountState({ ...locked, opened: false });
        return { id: locked.row.id, changes: accountChanges(before, after, change) };
      },
      {
        ...(opensAccount(change, holder) ? {} : { missing: accountNotFound }),
        record: async (results, transaction) => {
          for (const { id, changes } of results) {
            const said = { name, changes, transaction };
            await this.audit.record(actor, accountActionOf(change), `quota:${id}`, said);
          }
        },
      },
    );
    return toAccount(await this.mustFind(organizationId, done?.id ?? ''));
  }

  private async mustFind(organizationId: string, accountId: string): Promise<AccountRow> {
    const row = await this.accounts.find(organizationId, accountId, this.clock.now());
    if (!row) throw accountNotFound();
    return row;
  }

  /** Of a member or a team that exists; the organization needs no name, and a caller has none. */
  private async nameOf(organizationId: string, holder: AccountHolder): Promise<string | undefined> {
    const { owner } = holder;
    if (owner === 'organization' || owner === 'caller') return undefined;
    const id = owner === 'team' ? holder.teamId : holder.memberId;
    const names = await this.accounts.ownerNames(organizationId, {
      memberIds: [id],
      teamIds: [id],
    });
    const name = names.get(id);
    if (name === undefined) throw owner === 'team' ? teamNotFound() : ownerNotFound();
    return name;
  }
}

/** A caller's account comes into being with their first call, and terms alone open none. */
export const opensAccount = (change: AccountChange, holder: AccountHolder): boolean =>
  holder.owner !== 'caller' && limitsAnew(change);
