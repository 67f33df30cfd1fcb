import { Injectable } from '@nestjs/common';
import type { Actor } from '../../auth/actor';
import { AppError } from '../../platform/errors/app-error';
import { type AccountChange, applyChange, limitsAnew } from './account-changes';
import { AccountChangesService } from './account-changes.service';
import type { AccountHolder } from './account-holder';
import type { BulkChange, BulkOutcome } from './bulk-changes.schemas';
import type { LockedAccount } from './locked-account.repository';
import { MinuteAccountRepository } from './minute-account.repository';
import { MinuteLedgerRepository } from './minute-ledger.repository';
import { notLimitedYet, ownerNotFound, teamNotFound } from './minutes.errors';

type Item = BulkOutcome['items'][number];

/** One change for many accounts, in one transaction; a look at it undoes the same transaction. */
@Injectable()
export class BulkChangesService {
  constructor(
    private readonly accounts: MinuteAccountRepository,
    private readonly ledger: MinuteLedgerRepository,
    private readonly changes: AccountChangesService,
  ) {}

  async change(actor: Actor, input: BulkChange): Promise<BulkOutcome> {
    const { organizationId } = actor;
    const { dryRun } = input;
    const names = await this.namesOf(organizationId, input);
    const change = await this.changeOf(actor, input);
    const nameOf = (holder: AccountHolder): string => names.get(idOf(holder)) ?? '';
    const missing = (holder: AccountHolder): Error => notLimitedYet(nameOf(holder));
    const items = await this.ledger.change(
      organizationId,
      holdersOf(input),
      (locked, holder) => outcomeOf(locked, holder, nameOf(holder), change),
      { dryRun, ...(limitsAnew(change) ? {} : { missing }) },
    );
    items.sort((a, b) => a.name.localeCompare(b.name) || a.ownerId.localeCompare(b.ownerId));
    const addedMs = items.reduce(
      (sumMs, { leftBeforeMs, leftAfterMs }) => sumMs + (leftAfterMs ?? 0) - (leftBeforeMs ?? 0),
      0,
    );
    return { dryRun, items, addedMs };
  }

  private async namesOf(organizationId: string, input: BulkChange): Promise<Map<string, string>> {
    const names = await this.accounts.ownerNames(organizationId, input);
    if (input.memberIds.some((id) => !names.has(id))) throw ownerNotFound();
    if (input.teamIds.some((id) => !names.has(id))) throw teamNotFound();
    return names;
  }

  private async changeOf(actor: Actor, input: BulkChange): Promise<AccountChange> {
    if (input.minutes) return this.changes.ofMinutes(actor, input.minutes);
    if (input.limit) return this.changes.ofLimit(actor, input.limit);
    if (input.lift) return this.changes.ofLifting(actor);
    return this.changes.ofAllowance(actor, input.allowance ?? null);
  }
}

const holdersOf = ({ memberIds, teamIds }: BulkChange): AccountHolder[] => [
  ...[...new Set(memberIds)].map((memberId) => ({ owner: 'member', memberId }) as const),
  ...[...new Set(teamIds)].map((teamId) => ({ owner: 'team', teamId }) as const),
];

const idOf = (holder: AccountHolder): string => {
  if (holder.owner === 'member') return holder.memberId;
  return holder.owner === 'team' ? holder.teamId : '';
};

const outcomeOf = (
  locked: LockedAccount,
  holder: AccountHolder,
  name: string,
  change: AccountChange,
): Item => {
  const { row, book, opened } = locked;
  const leftBeforeMs = opened || row.liftedAt ? null : book.leftMs;
  if (leftBeforeMs === null && !limitsAnew(change)) throw notLimitedYet(name);
  naming(name, () => applyChange(locked, change));
  return {
    owner: holder.owner === 'team' ? 'team' : 'member',
    ownerId: idOf(holder),
    name,
    leftBeforeMs,
    leftAfterMs: row.liftedAt ? null : book.leftMs,
  };
};

/** A refusal says whose account it was. */
const naming = (name: string, work: () => void): void => {
  try {
    work();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new AppError(error.kind, error.code, `${name}: ${error.detail}`, error.fields);
  }
};
