import type { MinuteAccount } from '$lib/api/types';

type Named = Pick<MinuteAccount, 'owner' | 'ownerName' | 'callerId'>;

/** Unknown callers have no name: the beginning of their id tells them apart. */
export const accountNameOf = ({ owner, ownerName, callerId }: Named): string =>
  owner === 'caller' ? `Caller ${callerId?.slice(0, 8) ?? ''}` : (ownerName ?? 'No name');

export const OWNER_WORDS: Record<MinuteAccount['owner'], string> = {
  organization: 'Shared by all members without minutes of their own',
  team: 'Shared by a team',
  member: 'Member',
  caller: 'Unknown caller',
};

/** Why somebody is listed as running out. */
export const RUNNING_OUT_WORDS: Record<NonNullable<MinuteAccount['runningOut']>, string> = {
  used_up: 'Used up',
  allowance: 'Less than a tenth of the month left',
  pace: 'Lasts less than a week',
};
