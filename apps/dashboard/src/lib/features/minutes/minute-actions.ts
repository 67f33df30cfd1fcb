import { invalidate } from '$app/navigation';
import { api, ask } from '$lib/api/client';
import type { MinuteAccount } from '$lib/api/types';
import { confirmation } from '$lib/state/confirm.svelte';
import { tellRefusal } from '$lib/state/refusals';
import { toasts } from '$lib/state/toasts.svelte';
import { accountNameOf } from './account-name';
import type { Change } from './change-draft';
import { MINUTES } from './minutes-scope';

/** Whose minutes: of an account that is there, or of one that a first limit opens. */
export type Holder = Pick<MinuteAccount, 'owner' | 'memberId' | 'teamId' | 'callerId'>;

const OWNERS = { member: 'members', team: 'teams', caller: 'callers' } as const;

const idOf = ({ memberId, teamId, callerId }: Holder): string =>
  memberId ?? teamId ?? callerId ?? '';
const byId = (holder: Holder) => ({ params: { path: { id: idOf(holder) } } });

const changeMinutes = (holder: Holder, body: NonNullable<Change['minutes']>) => {
  switch (holder.owner) {
    case 'organization':
      return api.PUT('/api/quotas/organization', { body });
    case 'team':
      return api.PUT('/api/quotas/teams/{id}', { ...byId(holder), body });
    case 'member':
      return api.PUT('/api/quotas/members/{id}', { ...byId(holder), body });
    case 'caller':
      return api.PUT('/api/quotas/callers/{id}', { ...byId(holder), body });
  }
};

const changeTerms = (holder: Holder, { allowance, limit }: Change) => {
  if (holder.owner === 'organization') {
    if (allowance) return api.PUT('/api/quotas/organization/allowance', { body: allowance });
    if (limit) return api.PUT('/api/quotas/organization/limit', { body: limit });
    return api.DELETE('/api/quotas/organization/allowance');
  }
  const params = { path: { owners: OWNERS[holder.owner], id: idOf(holder) } };
  if (allowance) return api.PUT('/api/quotas/{owners}/{id}/allowance', { params, body: allowance });
  if (limit) return api.PUT('/api/quotas/{owners}/{id}/limit', { params, body: limit });
  return api.DELETE('/api/quotas/{owners}/{id}/allowance', { params });
};

/** Answers the account, or nothing where an allowance was stopped. */
export const changeAccount = (holder: Holder, change: Change) =>
  change.minutes ? changeMinutes(holder, change.minutes) : changeTerms(holder, change);

const WHO_PAYS_THEN = {
  organization: 'Members without minutes of their own may then practise as long as they like.',
  team: 'The members’ calls are then paid from the organization’s minutes, or not limited at all when there are none.',
  member:
    'Their calls are then paid from their team’s or the organization’s minutes, or not limited at all when there are none.',
} as const;

const lift = (holder: Holder) => {
  if (holder.owner === 'organization') return api.DELETE('/api/quotas/organization');
  if (holder.owner === 'team') return api.DELETE('/api/quotas/teams/{id}', byId(holder));
  return api.DELETE('/api/quotas/members/{id}', byId(holder));
};

/** True when it is lifted: its page has nothing to change any more. */
export const liftLimit = async (account: MinuteAccount): Promise<boolean> => {
  if (account.owner === 'caller') return false;
  const whose = account.owner === 'organization' ? 'the organization' : accountNameOf(account);
  const agreed = await confirmation.ask({
    title: `Lift the limit of ${whose}?`,
    text: `What is left and what comes each month is gone. ${WHO_PAYS_THEN[account.owner]}`,
    action: 'Lift the limit',
  });
  if (!agreed) {
    return false;
  }
  const answer = await ask(lift(account));
  if (answer.ok) {
    toasts.good(`The limit of ${whose} is lifted.`);
  } else {
    tellRefusal(answer.problem);
  }
  await invalidate(MINUTES);
  return answer.ok;
};
