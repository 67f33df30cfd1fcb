import { api } from '$lib/api/client';
import type { UsageReport } from '$lib/api/types';
import { allows } from '$lib/state/session';
import type { PageLoad } from './$types';

/** The explanation stands without it; whoever may see no cost is told nothing of the check. */
export const load: PageLoad = async ({ fetch, parent }) => {
  const { me } = await parent();
  if (!allows(me, 'cost:read')) return { freshness: null };
  const { data } = await api.GET('/api/reports/usage', { fetch, params: { query: {} } });
  return { freshness: (data as UsageReport | undefined)?.freshness ?? null };
};
