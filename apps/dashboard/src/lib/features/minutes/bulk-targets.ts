import { api, ask } from '$lib/api/client';
import type { Problem } from '$lib/api/problem';
import type { MinuteAccount, Team } from '$lib/api/types';

/** For whom a change is: `chosen` in the list, `everybody`, `teams`, or the members of one team. */
export type BulkScope = 'chosen' | 'everybody' | 'teams' | `team:${string}`;
export type BulkTargets = { memberIds: string[]; teamIds: string[] };

/** What the server takes at once. */
const MOST = 500;
const PAGE = 100;

export const scopesOf = (chosen: number, teams: readonly Team[]) => [
  ...(chosen > 0
    ? [{ value: 'chosen', label: chosen === 1 ? 'The one chosen' : `The ${chosen} chosen` }]
    : []),
  { value: 'everybody', label: 'Every member, each with minutes of their own' },
  ...(teams.length > 0 ? [{ value: 'teams', label: 'Every team, for its members to share' }] : []),
  ...teams.map(({ id, name }) => ({ value: `team:${id}`, label: `Each member of ${name}` })),
];

export const targetsOfAccounts = (accounts: readonly MinuteAccount[]): BulkTargets => ({
  memberIds: accounts.flatMap(({ memberId }) => (memberId ? [memberId] : [])),
  teamIds: accounts.flatMap(({ teamId }) => (teamId ? [teamId] : [])),
});

/** Page by page, as far as one change reaches. */
export const findMembers = async (
  teamId?: string,
): Promise<{ memberIds: string[] } | { problem: Problem }> => {
  const memberIds: string[] = [];
  let cursor: string | undefined;
  do {
    const query = {
      limit: PAGE,
      ...(teamId ? { teamId } : {}),
      ...(cursor ? { cursor } : {}),
    };
    const answer = await ask(api.GET('/api/members', { params: { query } }));
    if (!answer.ok) return { problem: answer.problem };
    memberIds.push(...answer.data.items.map(({ id }) => id));
    cursor = answer.data.nextCursor ?? undefined;
  } while (cursor && memberIds.length < MOST);
  return { memberIds };
};
