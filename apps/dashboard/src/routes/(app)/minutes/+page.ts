import { api, dataOf } from '$lib/api/client';
import { MINUTES } from '$lib/features/minutes/minutes-scope';
import { quotaQueryOf } from '$lib/features/minutes/quota-query';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url, depends }) => {
  depends(MINUTES);
  const query = quotaQueryOf(url);
  const [accounts, teams] = await Promise.all([
    api.GET('/api/quotas', { fetch, params: { query } }).then(dataOf),
    api.GET('/api/teams', { fetch }).then(dataOf),
  ]);
  return { query, accounts, teams: teams.items };
};
