import { Injectable } from '@nestjs/common';
import type { Transaction } from '../../auth/accounts.service';
import type { Actor } from '../../auth/actor';
import { changesBetween, namesInShort } from '../../organizations/audit-changes';
import { AuditService } from '../../organizations/audit.service';
import { AppError } from '../../platform/errors/app-error';
import { accountActionOf } from './account-audit';
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
    private readonly audit: AuditService,
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
      {
        dryRun,
        record: (done, transaction) => this.record(actor, change, done, transaction),
        ...(limitsAnew(change) ? {} : { missing }),
      },
    );
    items.sort((a, b) => a.name.localeCompare(b.name) || a.ownerId.localeCompare(b.ownerId));
    return { dryRun, items, addedMs: addedMsOf(items) };
  }

  /** One entry for all of them; what became of each stands in its statement. */
  private async record(
    actor: Actor,
    change: AccountChange,
    items: readonly Item[],
    transaction: Transaction,
  ): Promise<void> {
    const { reason } = change;
    const accounts = namesInShort(items.map(({ name }) => name));
    const told = { accounts, addedMs: addedMsOf(items), reason };
    const changes = changesBetween({}, told);
    const subject = `organization:${actor.organizationId}`;
    await this.audit.record(actor, accountActionOf(change), subject, { changes, transaction });
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

const addedMsOf = (items: readonly Item[]): number =>
  items.reduce(
    (sumMs, { leftBeforeMs, leftAfterMs }) => sumMs + (leftAfterMs ?? 0) - (leftBeforeMs ?? 0),
    0,
  );

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
