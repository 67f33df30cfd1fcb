import { api, dataOf } from '$lib/api/client';
import { allows } from '$lib/state/session';
import type { PageLoad } from './$types';

const LIST_ALL = 100;
const RECENT = 12;
const TEAM = 6;

export const load: PageLoad = async ({ fetch, parent }) => {
  const { me } = await parent();
  const listCalls = async (query: { memberId?: string; limit: number }) =>
    dataOf(await api.GET('/api/calls', { fetch, params: { query } })).items;
  const listPersonas = async () =>
    dataOf(await api.GET('/api/personas', { fetch, params: { query: { limit: LIST_ALL } } })).items;

  // The page does not wait for other people's calls, nor fail with them.
  const team = allows(me, 'call:read_all') ? listCalls({ limit: TEAM }) : null;
  const [personas, own, quota] = await Promise.all([
    listPersonas(),
    listCalls({ memberId: me.id, limit: RECENT }),
    api.GET('/api/quotas/me', { fetch }).then(dataOf),
  ]);
  return { personas, own, quota, team };
};
