import { changesBetween } from '../../organizations/audit-changes';
import type { AuditChange } from '../../organizations/audit.schemas';
import type { AccountChange } from './account-changes';
import type { LockedAccount } from './locked-account.repository';

/** What the audit list tells of an account; undefined while it limits nobody. */
export type AccountState = {
  leftMs: number;
  overMs: number | null;
  monthlyMs: number | null;
  rollOver: boolean | null;
};

export const accountState = ({
  row,
  book,
  allowance,
  opened,
}: LockedAccount): AccountState | undefined =>
  opened || row.liftedAt
    ? undefined
    : {
        leftMs: book.leftMs,
        overMs: row.overMs || null,
        monthlyMs: allowance?.monthlyMs ?? null,
        rollOver: allowance?.rollOver ?? null,
      };

const ACTIONS: Record<AccountChange['what'], string> = {
  set: 'quota.minutes_set',
  grant: 'quota.minutes_added',
  allowance: 'quota.allowance_set',
  limit: 'quota.limit_set',
  lift: 'quota.lifted',
};

export const accountActionOf = (change: AccountChange): string =>
  change.what === 'allowance' && !change.allowance
    ? 'quota.allowance_removed'
    : ACTIONS[change.what];

/** A reason is told with it, as it stands in the statement. */
export const accountChanges = (
  before: AccountState | undefined,
  after: AccountState | undefined,
  { reason }: Pick<AccountChange, 'reason'>,
): AuditChange[] => [...changesBetween(before, after), ...changesBetween({}, { reason })];
