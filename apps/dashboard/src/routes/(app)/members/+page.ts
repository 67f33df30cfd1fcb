import { api, dataOf } from '$lib/api/client';
import { memberQueryOf } from '$lib/features/members/member-query';
import { MEMBERS } from '$lib/features/members/members-scope';
import { allows } from '$lib/state/session';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url, parent, depends }) => {
  depends(MEMBERS);
  const { me } = await parent();
  const query = memberQueryOf(url);
  const [members, invitations, teams] = await Promise.all([
    api.GET('/api/members', { fetch, params: { query } }).then(dataOf),
    allows(me, 'member:write') ? api.GET('/api/invitations', { fetch }).then(dataOf) : [],
    api.GET('/api/teams', { fetch }).then(dataOf),
  ]);
  return { query, members, invitations, teams: teams.items };
};
