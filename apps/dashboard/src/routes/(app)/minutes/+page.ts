import { api, dataOf } from '$lib/api/client';
import { MINUTES } from '$lib/features/minutes/minutes-scope';
import { quotaQueryOf } from '$lib/features/minutes/quota-query';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url, depends }) => {
  depends(MINUTES);
  const query = quotaQueryOf(url);
  return { query, accounts: dataOf(await api.GET('/api/quotas', { fetch, params: { query } })) };
};
