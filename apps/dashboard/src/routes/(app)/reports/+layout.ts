import { api, dataOf } from '$lib/api/client';
import { allows } from '$lib/state/session';
import type { LayoutLoad } from './$types';

const CHOICES = { limit: 100 };

/** What the filters offer, the same for every report. */
export const load: LayoutLoad = async ({ fetch, parent }) => {
  const { me } = await parent();
  const [personas, members] = await Promise.all([
    api.GET('/api/personas', { fetch, params: { query: CHOICES } }).then(dataOf),
    allows(me, 'call:read_all')
      ? api.GET('/api/members', { fetch, params: { query: CHOICES } }).then(dataOf)
      : null,
  ]);
  return { personas: personas.items, members: members?.items ?? null };
};
