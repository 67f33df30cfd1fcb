import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../../../auth/actor';
import { AttemptLimiter } from '../../../auth/attempt-limiter';
import { changesBetween } from '../../../organizations/audit-changes';
import { AuditService } from '../../../organizations/audit.service';
import { Clock } from '../../../platform/clock/clock';
import { decodeCursor, encodeCursor } from '../../../platform/http/cursor';
import type { Page } from '../../../platform/http/page.schemas';
import { AccountChangesService, toMs } from '../account-changes.service';
import type { MinuteAccountEntity } from '../minute-account.entity';
import { MinuteAccountRepository } from '../minute-account.repository';
import { PayingAccountService } from '../paying-account.service';
import { hashMinuteCode, newMinuteCode, readMinuteCode } from './code-letters';
import type { MinuteCodeEntity } from './minute-code.entity';
import { MinuteCodeRepository, type Redeemed, stateOf } from './minute-code.repository';
import {
  codeExpired,
  codeNotFound,
  codeRedeemedBefore,
  codeRevoked,
  codeUsedUp,
  noSuchCode,
  nothingToAddTo,
} from './minute-codes.errors';
import type {
  CreatedMinuteCode,
  CreateMinuteCode,
  ListMinuteCodes,
  MinuteCode,
  RedeemedMinutes,
  RedeemMinuteCode,
} from './minute-codes.schemas';

const Position = z.object({ at: z.iso.datetime(), id: z.uuid() });
/** Sixty bits are not guessed at this pace. */
const GUESSES = { name: 'minute-codes', most: 10, windowMs: 15 * 60_000 };

const REFUSALS: Record<Exclude<Redeemed['outcome'], 'redeemed'>, () => Error> = {
  unknown: noSuchCode,
  revoked: codeRevoked,
  expired: codeExpired,
  used_up: codeUsedUp,
  before: codeRedeemedBefore,
  lifted: nothingToAddTo,
};

/** Minutes by code: made by administrators, redeemed by whoever knows one. */
@Injectable()
export class MinuteCodesService {
  constructor(
    private readonly codes: MinuteCodeRepository,
    private readonly accounts: MinuteAccountRepository,
    private readonly changes: AccountChangesService,
    private readonly paying: PayingAccountService,
    private readonly attempts: AttemptLimiter,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  async page({ organizationId }: Actor, query: ListMinuteCodes): Promise<Page<MinuteCode>> {
    const { cursor, limit } = query;
    const rows = await this.codes.page(organizationId, {
      limit: limit + 1,
      ...(cursor === undefined ? {} : { after: decodeCursor(cursor, Position) }),
    });
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return {
      items: rows.slice(0, limit).map((row) => this.toCode(row)),
      nextCursor: last ? encodeCursor({ at: last.createdAt.toISOString(), id: last.id }) : null,
    };
  }

  /** Throws `minutes.ends_in_the_past`, `minutes.ends_too_late`. */
  async create(actor: Actor, input: CreateMinuteCode): Promise<CreatedMinuteCode> {
    const { organizationId, memberId } = actor;
    const code = newMinuteCode();
    const expiresAt = await this.changes.endOf(organizationId, input.expiresAt ?? undefined);
    const { name, lastsDays, mostRedemptions } = input;
    const terms = { amountMs: toMs(input.minutes), mostRedemptions, lastsDays };
    const row = await this.codes.transaction(async (transaction) => {
      const made = await this.codes.insert(
        organizationId,
        {
          ...terms,
          name,
          expiresAt,
          codeHash: hashMinuteCode(code),
          createdBy: memberId,
          createdAt: this.clock.now(),
        },
        transaction,
      );
      const told = { ...terms, expiresAt: expiresAt?.toISOString() ?? null };
      const said = { name, changes: changesBetween({}, told), transaction };
      await this.audit.record(actor, 'minute_code.created', `minute_code:${made.id}`, said);
      return made;
    });
    return { ...this.toCode(row), code };
  }

  /** What was redeemed with it stays. */
  async revoke(actor: Actor, id: string): Promise<void> {
    const { organizationId } = actor;
    const found = await this.codes.find(organizationId, id);
    if (!found) throw codeNotFound();
    const now = this.clock.now();
    await this.codes.transaction(async (transaction) => {
      if (!(await this.codes.revoke(organizationId, id, now, transaction))) return;
      const said = { name: found.name, transaction };
      await this.audit.record(actor, 'minute_code.revoked', `minute_code:${id}`, said);
    });
  }

  /** For the account that pays for the actor, once each. Throws what REFUSALS lists. */
  async redeem(actor: Actor, { code: typed }: RedeemMinuteCode): Promise<RedeemedMinutes> {
    const { organizationId, memberId } = actor;
    await this.attempts.count(GUESSES, memberId);
    const code = readMinuteCode(typed);
    if (!code) throw noSuchCode();
    const account = await this.paying.find(organizationId, { memberId });
    if (!account) throw nothingToAddTo();
    const name = await this.nameOf(account);
    const redeemed = await this.codes.redeem(organizationId, hashMinuteCode(code), {
      account,
      memberId,
      now: this.clock.now(),
      record: async ({ codeName, beforeMs, leftMs }, transaction) => {
        const changes = changesBetween({ leftMs: beforeMs }, { leftMs, code: codeName });
        const said = { name, changes, transaction };
        await this.audit.record(actor, 'quota.code_redeemed', `quota:${account.id}`, said);
      },
    });
    if (redeemed.outcome !== 'redeemed') throw REFUSALS[redeemed.outcome]();
    await this.attempts.giveBack(GUESSES, memberId);
    const { owner } = account;
    return {
      amountMs: redeemed.amountMs,
      expiresAt: redeemed.expiresAt?.toISOString() ?? null,
      paidBy: owner === 'organization' || owner === 'team' ? owner : 'member',
      secondsLeft: Math.floor(redeemed.leftMs / 1000),
    };
  }

  /** Undefined for the organization's own account. */
  private async nameOf(account: MinuteAccountEntity): Promise<string | undefined> {
    const { organizationId, memberId, teamId } = account;
    const names = await this.accounts.ownerNames(organizationId, {
      memberIds: memberId === null ? [] : [memberId],
      teamIds: teamId === null ? [] : [teamId],
    });
    return names.get(memberId ?? teamId ?? '');
  }

  private toCode(row: MinuteCodeEntity): MinuteCode {
    const { id, name, amountMs, lastsDays, expiresAt, mostRedemptions, redemptions } = row;
    return {
      id,
      name,
      amountMs,
      lastsDays,
      expiresAt: expiresAt?.toISOString() ?? null,
      mostRedemptions,
      redemptions,
      state: stateOf(row, this.clock.now()),
      createdAt: row.createdAt.toISOString(),
    };
  }
}
