import { api, dataOf } from '$lib/api/client';
import { CALLS, callQueryOf } from '$lib/features/calls/call-query';
import { allows } from '$lib/state/session';
import type { PageLoad } from './$types';

const CHOICES = { limit: 100 };

export const load: PageLoad = async ({ fetch, url, parent, depends }) => {
  depends(CALLS);
  const { me } = await parent();
  const query = callQueryOf(url);
  const listPersonas = async () =>
    dataOf(await api.GET('/api/personas', { fetch, params: { query: CHOICES } })).items;
  const listMembers = async () =>
    dataOf(await api.GET('/api/members', { fetch, params: { query: CHOICES } })).items;

  const [calls, personas, members] = await Promise.all([
    api.GET('/api/calls', { fetch, params: { query } }).then(dataOf),
    listPersonas(),
    allows(me, 'call:read_all') ? listMembers() : null,
  ]);
  return { calls, query, personas, members };
};
