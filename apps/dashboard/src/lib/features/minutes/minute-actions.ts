import { invalidate } from '$app/navigation';
import { api, ask } from '$lib/api/client';
import type { ChangeMinutes, MinuteAccount } from '$lib/api/types';
import { confirmation } from '$lib/state/confirm.svelte';
import { tellRefusal } from '$lib/state/refusals';
import { toasts } from '$lib/state/toasts.svelte';
import { accountNameOf } from './account-name';
import { MINUTES } from './minutes-scope';

/** Whose minutes: of an account that is there, or of one that a first limit opens. */
export type Holder = Pick<MinuteAccount, 'owner' | 'memberId' | 'callerId'>;

const pathOf = (id: string | null) => ({ path: { id: id ?? '' } });

export const changeMinutes = ({ owner, memberId, callerId }: Holder, body: ChangeMinutes) => {
  switch (owner) {
    case 'organization':
      return api.PUT('/api/quotas/organization', { body });
    case 'member':
      return api.PUT('/api/quotas/members/{id}', { params: pathOf(memberId), body });
    case 'caller':
      return api.PUT('/api/quotas/callers/{id}', { params: pathOf(callerId), body });
  }
};

/** True when it is lifted: its page has nothing to change any more. */
export const liftLimit = async (account: MinuteAccount): Promise<boolean> => {
  const shared = account.owner === 'organization';
  const whose = shared ? 'the organization' : accountNameOf(account);
  const agreed = await confirmation.ask({
    title: `Lift the limit of ${whose}?`,
    text: shared
      ? 'Members without a limit of their own may then practise as long as they like.'
      : 'Their calls are then paid from the organization’s minutes, or not limited at all when there are none.',
    action: 'Lift the limit',
  });
  if (!agreed) {
    return false;
  }
  const answer = await ask(
    shared
      ? api.DELETE('/api/quotas/organization')
      : api.DELETE('/api/quotas/members/{id}', { params: pathOf(account.memberId) }),
  );
  if (answer.ok) {
    toasts.good(`The limit of ${whose} is lifted.`);
  } else {
    tellRefusal(answer.problem);
  }
  await invalidate(MINUTES);
  return answer.ok;
};
