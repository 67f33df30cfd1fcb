import type { MinuteAccount } from '$lib/api/types';

type Named = Pick<MinuteAccount, 'owner' | 'ownerName' | 'callerId'>;

/** Unknown callers have no name: the beginning of their id tells them apart. */
export const accountNameOf = ({ owner, ownerName, callerId }: Named): string =>
  owner === 'caller' ? `Caller ${callerId?.slice(0, 8) ?? ''}` : (ownerName ?? 'No name');

export const OWNER_WORDS: Record<MinuteAccount['owner'], string> = {
  organization: 'Shared by all members without a limit of their own',
  member: 'Member',
  caller: 'Unknown caller',
};
